import { Button, Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import type { ChangeRowFragment } from "../../gql/graphql";
import { type Column, DataTable } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { MomentText } from "../../parts/marks";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Answer, Empty } from "../../parts/states";
import { ChangeQuery } from "./ask";
import { ChainMark, ChainState } from "./ChainMark";
import { ChangeBody, changeVariables, SOME } from "./ChangeBody";
import css from "./Changes.module.css";
import { links } from "./chain";
import { Hash } from "./Hash";
import { useChanges } from "./useChanges";

/** Everything that was ever changed, the newest first, and whether the chain of it holds. */
export default function Changes() {
  const { t } = useTranslation("changes");
  const { t: common } = useTranslation();
  const [params, setParams] = useSearchParams();
  const go = useNavigate();
  const keep = useTo();
  const of = params.get("of") ?? undefined;
  const open = params.get("open") ?? undefined;
  const pages = useChanges(of);
  const set = (name: string, value: string | undefined) =>
    setParams(
      (params) => {
        if (value) params.set(name, value);
        else params.delete(name);
        return params;
      },
      { replace: true },
    );
  const hangs = useMemo(() => links(pages.rows), [pages.rows]);
  const columns = useColumns(hangs, of !== undefined);
  const seq = open && /^[1-9]\d{0,8}$/.test(open) ? Number(open) : undefined;
  return (
    <div className={css.page}>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className={css.bar}>
        <OfRecord of={of} onOf={(id) => set("of", id)} />
        <ChainState changes={pages.rows} filtered={of !== undefined} />
      </div>
      <Split
        list={
          <DataTable<ChangeRowFragment>
            name="changes"
            label={t("list")}
            columns={columns}
            pages={pages}
            rowKey={(row) => String(row.seq)}
            open={open}
            onOpen={(key) => set("open", key)}
            onEnter={(key) => go(keep(`/changes/${key}`))}
            empty={
              of ? (
                <Empty title={t("nothingOf")} />
              ) : (
                <Empty
                  title={t("empty")}
                  action={
                    <Button component={Link} to="/register">
                      {common("nav.register")}
                    </Button>
                  }
                >
                  {t("emptyHint")}
                </Empty>
              )
            }
          />
        }
        panel={
          seq !== undefined && (
            <SidePanel
              label={t("open", { seq })}
              page={`/changes/${seq}`}
              onClose={() => set("open", undefined)}
            >
              <Panel key={seq} seq={seq} />
            </SidePanel>
          )
        }
      />
    </div>
  );
}

function Panel({ seq }: { seq: number }) {
  const { t } = useTranslation("changes");
  const asked = useAsk(ChangeQuery, changeVariables(seq, SOME));
  return (
    <Answer of={asked}>
      {(data) => (
        <>
          <h2 className={css.summary}>
            {data.around.nodes.find((node) => node.seq === seq)?.summary ?? t("notFound", { seq })}
          </h2>
          <ChangeBody data={data} seq={seq} brief />
        </>
      )}
    </Answer>
  );
}

function useColumns(hangs: ReturnType<typeof links>, filtered: boolean): Column<ChangeRowFragment>[] {
  const { t } = useTranslation("changes");
  return useMemo(
    () => [
      {
        id: "seq",
        header: t("column.seq"),
        width: 5,
        cell: (row) => <span className="number">{row.seq}</span>,
        text: (row) => row.seq,
      },
      {
        id: "at",
        header: t("column.at"),
        width: 11,
        cell: (row) => <MomentText moment={row.at} />,
        text: (row) => row.at,
      },
      {
        id: "actor",
        header: t("column.actor"),
        width: 7.5,
        cell: (row) => row.actor,
        text: (row) => row.actor,
      },
      {
        id: "summary",
        header: t("column.summary"),
        width: 19,
        cell: (row) => row.summary,
        text: (row) => row.summary,
      },
      {
        id: "action",
        header: t("column.action"),
        width: 9,
        cell: (row) => <code>{row.action}</code>,
        text: (row) => row.action,
      },
      {
        id: "items",
        header: t("column.items"),
        width: 5,
        cell: (row) => <span className="number">{row.itemCount}</span>,
        text: (row) => row.itemCount,
      },
      {
        id: "hash",
        header: t("column.hash"),
        width: 9,
        cell: (row) => <Hash of={row.hash} label={t("copyHash", { seq: row.seq })} />,
        text: (row) => row.hash,
      },
      ...(filtered
        ? []
        : [
            {
              id: "chain",
              header: t("column.chain"),
              width: 8,
              cell: (row: ChangeRowFragment) => <ChainMark link={hangs.get(row.seq) ?? "AWAITED"} />,
            },
          ]),
    ],
    [t, hangs, filtered],
  );
}

const RecordsQuery = graphql(`
  query RecordsCalled($text: String!) {
    search(text: $text, first: 12) {
      nodes { id title }
    }
  }
`);

/** Finds the record whose changes are shown. */
function OfRecord({ of, onOf }: { of: string | undefined; onOf: (id: string | undefined) => void }) {
  const { t } = useTranslation("changes");
  const { t: common } = useTranslation();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const found = useAsk(RecordsQuery, { text: wanted }, { pause: wanted.length < 2 }).data?.search.nodes ?? [];
  const data = found.map(({ id, title }) => ({ value: id, label: `${title} (${id})` }));
  if (of && !data.some(({ value }) => value === of)) data.unshift({ value: of, label: of });
  return (
    <Select
      aria-label={t("filter")}
      placeholder={`${t("filter")} …`}
      searchable
      clearable
      clearButtonProps={{ "aria-label": common("action.clearFilters") }}
      className={css.of as string}
      data={data}
      value={of ?? null}
      nothingFoundMessage={wanted.length < 2 ? t("filterHint") : common("palette.nothing")}
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(id) => onOf(id ?? undefined)}
    />
  );
}
