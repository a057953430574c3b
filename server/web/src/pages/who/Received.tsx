import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { Pages } from "../../data/pages";
import { useTermName } from "../../data/terms";
import { graphql } from "../../gql";
import type { ReceivedQuery } from "../../gql/graphql";
import { type Column, DataTable } from "../../parts/DataTable";
import { Link, RecordLink, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { DurationText, TermList } from "../../parts/marks";
import { Ribbon } from "../../parts/Ribbon";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Empty } from "../../parts/states";
import css from "./Who.module.css";

const ReceivedDocument = graphql(`
  query Received($by: String!, $asOf: Date) {
    party(key: $by) { key name }
    received(by: $by, asOf: $asOf) {
      flow { id key title purposes regions retention }
      source { key name }
      categories { term certainty }
      path { ...HopParts }
    }
  }
`);

type Row = ReceivedQuery["received"][number];

/** What a party receives of our data, a line for each flow that brings it some. */
export function Received({ party }: { party: string }) {
  const { t } = useTranslation("who");
  const name = useTermName();
  const { asOf } = useDay();
  const { open, onOpen } = useListAddress();
  const go = useNavigate();
  const keep = useTo();
  const asked = useAsk(ReceivedDocument, { by: party, asOf });
  const rows = useMemo(() => asked.data?.received ?? [], [asked.data]);
  const pages: Pages<Row> = {
    rows,
    total: rows.length,
    hasMore: false,
    error: asked.error,
    fetching: asked.fetching,
    more: () => {},
    all: async () => rows,
  };
  const columns = useMemo(
    (): Column<Row>[] => [
      {
        id: "flow",
        header: t("columns.flow"),
        width: 16,
        cell: ({ flow }) => <RecordLink id={flow.id}>{flow.title}</RecordLink>,
        text: ({ flow }) => flow.title,
      },
      {
        id: "source",
        header: t("columns.source"),
        width: 12,
        cell: ({ source }) => <Link to={`/parties/${source.key}`}>{source.name}</Link>,
        text: ({ source }) => source.name,
      },
      {
        id: "categories",
        header: t("columns.categories"),
        width: 18,
        cell: ({ categories }) => (
          <TermList taxonomy="CATEGORY" keys={categories.map(({ term }) => term)} most={3} />
        ),
        text: ({ categories }) => categories.map(({ term }) => name("CATEGORY", term)).join("; "),
      },
      {
        id: "purposes",
        header: t("columns.purposes"),
        width: 14,
        cell: ({ flow }) => <TermList taxonomy="PURPOSE" keys={flow.purposes} most={2} />,
        text: ({ flow }) => flow.purposes.map((key) => name("PURPOSE", key)).join("; "),
      },
      {
        id: "regions",
        header: t("columns.regions"),
        width: 9,
        cell: ({ flow }) => <TermList taxonomy="REGION" keys={flow.regions} most={2} />,
        text: ({ flow }) => flow.regions.map((key) => name("REGION", key)).join("; "),
      },
      {
        id: "retention",
        header: t("columns.retention"),
        width: 7,
        cell: ({ flow }) => <DurationText duration={flow.retention} />,
        text: ({ flow }) => flow.retention,
      },
    ],
    [t, name],
  );
  const called = asked.data?.party?.name ?? party;
  const opened = rows.find((row) => row.flow.key === open);
  return (
    <Split
      list={
        <DataTable
          name="received"
          label={t("byParty")}
          columns={columns}
          pages={pages}
          rowKey={(row) => row.flow.key}
          open={open}
          onOpen={onOpen}
          onEnter={(key) => go(keep(`/flows/${key}`))}
          empty={<Empty title={t("nothing", { name: called })}>{t("nothingText")}</Empty>}
        />
      }
      panel={
        opened && (
          <SidePanel
            label={opened.flow.title}
            page={`/flows/${opened.flow.key}`}
            onClose={() => onOpen(undefined)}
          >
            <div className={css.panel}>
              <h2>{opened.flow.title}</h2>
              <Ribbon hops={opened.path} />
            </div>
          </SidePanel>
        )
      }
    />
  );
}
