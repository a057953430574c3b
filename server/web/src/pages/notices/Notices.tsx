import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { NoticeListQuery, NoticeOrderField } from "../../gql/graphql";
import { type Column, DataTable, type Order } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { DayText, TermList } from "../../parts/marks";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Answer, Empty } from "../../parts/states";
import { TextFilter } from "../../parts/TextFilter";
import { NEW } from "../promises/address";
import { NoticeBody } from "./NoticeBody";
import { NoticeEditPanel } from "./NoticeForm";
import css from "./Notices.module.css";
import { NoticeQuery } from "./operations";
import { NoticeState } from "./parts";

const ListQuery = graphql(`
  query NoticeList($filter: NoticeFilter, $orderBy: NoticeOrder, $asOf: Date, $first: Int, $after: String) {
    notices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        key
        title
        by { key name }
        systems { key }
        effectiveOn
        lastDay
        inForce(on: $asOf)
        audience { subjects regions }
        findings(asOf: $asOf, first: 1) { totalCount }
      }
    }
  }
`);

type Row = NoticeListQuery["notices"]["nodes"][number];

/** The privacy notices: who gives which, and from when to when. */
export default function Notices() {
  const { t } = useTranslation("notices");
  const { t: common } = useTranslation();
  const { asOf, day } = useDay();
  const [params, setParams] = useSearchParams();
  const go = useNavigate();
  const keep = useTo();
  const show = useCallback(
    (change: Record<string, string | undefined>, replace = false) =>
      setParams(
        () => {
          // What the address says by now: two changes in a row may come before the page is drawn again.
          const next = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries(change))
            value ? next.set(name, value) : next.delete(name);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  const text = params.get("text") ?? "";
  const inForce = params.get("which") === "in-force";
  const open = params.get("open") ?? undefined;
  const edit = params.get("edit") ?? undefined;
  const [field = "EFFECTIVE_ON", direction = "DESC"] = (params.get("sort") ?? "").split(".").filter(Boolean);
  const order: Order = { field, direction: direction === "ASC" ? "ASC" : "DESC" };
  const pages = usePages(
    ListQuery,
    {
      filter: { text: text || null, inForceOn: inForce ? day : null },
      orderBy: { field: field as NoticeOrderField, direction: order.direction },
      asOf: asOf ?? null,
    },
    (data: NoticeListQuery) => data.notices,
  );
  const columns = useColumns();
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => show({ edit: NEW })}
          >
            {t("add")}
          </Button>
        }
      />
      <Split
        panel={
          edit ? (
            <NoticeEditPanel
              key={edit}
              of={edit}
              onClose={() => show({ edit: undefined })}
              onSaved={(key) => show({ edit: undefined, open: key })}
            />
          ) : open ? (
            <NoticePanel
              of={open}
              onClose={() => show({ open: undefined })}
              onEdit={() => show({ edit: open })}
            />
          ) : undefined
        }
        list={
          <>
            <search className={css.filters} aria-label={t("filter.label")}>
              <SegmentedControl
                size="xs"
                aria-label={t("filter.state")}
                data={[
                  { value: "", label: t("filter.all") },
                  { value: "in-force", label: t("filter.inForce") },
                ]}
                value={inForce ? "in-force" : ""}
                onChange={(which) => show({ which })}
              />
              <TextFilter
                className={css.text}
                label={common("list.filter")}
                text={text}
                onText={(text) => show({ text }, true)}
              />
            </search>
            <DataTable
              name="notices"
              label={t("title")}
              columns={columns}
              pages={pages}
              rowKey={({ key }) => key}
              order={order}
              onOrder={({ field, direction }) => show({ sort: `${field}.${direction}` })}
              open={open}
              onOpen={(open) => show({ open, edit: undefined })}
              onEnter={(key) => void go(keep(`/notices/${encodeURIComponent(key)}`))}
              keys={[{ key: "e", does: ({ key }) => show({ open: key, edit: key }) }]}
              empty={
                text || inForce ? (
                  <Empty title={t("noMatch")} />
                ) : (
                  <Empty
                    title={t("empty.title")}
                    action={<Button onClick={() => show({ edit: NEW })}>{t("add")}</Button>}
                  >
                    {t("empty.hint")}
                  </Empty>
                )
              }
            />
          </>
        }
      />
    </>
  );
}

function NoticePanel({ of, onClose, onEdit }: { of: string; onClose: () => void; onEdit: () => void }) {
  const { t } = useTranslation("common");
  const { asOf } = useDay();
  const asked = useAsk(NoticeQuery, { key: of, asOf: asOf ?? null });
  return (
    <SidePanel
      label={asked.data?.notice?.title ?? of}
      page={`/notices/${encodeURIComponent(of)}`}
      onClose={onClose}
    >
      <Answer of={asked}>
        {({ notice }) =>
          notice ? (
            <NoticeBody of={notice} onEdit={onEdit} />
          ) : (
            <Empty title={t("state.recordNotFound", { key: of })}>{t("state.notFoundHint")}</Empty>
          )
        }
      </Answer>
    </SidePanel>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation("notices");
  return useMemo(
    () => [
      {
        id: "title",
        header: t("column.title"),
        cell: ({ key, title }) => (
          <Link className={css.title as string} to={`/notices/${encodeURIComponent(key)}`}>
            {title}
          </Link>
        ),
        text: ({ title }) => title,
        width: 20,
        order: "TITLE",
      },
      {
        id: "state",
        header: t("column.state"),
        cell: (row) => <NoticeState of={row} />,
        text: ({ inForce }) => (inForce ? "IN_FORCE" : "NOT_IN_FORCE"),
        width: 7,
      },
      {
        id: "effectiveOn",
        header: t("column.effectiveOn"),
        cell: ({ effectiveOn }) => <DayText day={effectiveOn} />,
        text: ({ effectiveOn }) => effectiveOn,
        width: 8,
        order: "EFFECTIVE_ON",
      },
      {
        id: "lastDay",
        header: t("column.lastDay"),
        cell: ({ lastDay }) => <DayText day={lastDay} none={t("openEnded")} />,
        text: ({ lastDay }) => lastDay,
        width: 11,
      },
      {
        id: "by",
        header: t("column.by"),
        cell: ({ by }) => by && <Link to={`/parties/${by.key}`}>{by.name}</Link>,
        text: ({ by }) => by?.key,
        width: 12,
      },
      {
        id: "findings",
        header: t("column.findings"),
        cell: ({ findings }) => <span className="number">{findings.totalCount}</span>,
        text: ({ findings }) => findings.totalCount,
        width: 6,
      },
      {
        id: "audience",
        header: t("column.audience"),
        cell: ({ audience }) =>
          audience.subjects.length > 0 ? (
            <TermList taxonomy="SUBJECT" keys={audience.subjects} most={2} />
          ) : (
            t("everyone")
          ),
        text: ({ audience }) => audience.subjects.join(" "),
        width: 11,
      },
      {
        id: "systems",
        header: t("column.systems"),
        cell: ({ systems }) => <span className="number">{systems.length}</span>,
        text: ({ systems }) => systems.length,
        width: 6,
      },
      {
        id: "key",
        header: t("column.key"),
        cell: ({ key }) => <code>{key}</code>,
        text: ({ key }) => key,
        width: 12,
        order: "KEY",
        hidden: true,
      },
    ],
    [t],
  );
}
