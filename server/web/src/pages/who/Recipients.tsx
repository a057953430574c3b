import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { useTermName } from "../../data/terms";
import { graphql } from "../../gql";
import type { RecipientsQuery, RecipientsQueryVariables } from "../../gql/graphql";
import { type Column, DataTable } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { CertaintyChip, DurationText, NotRecorded, TermList } from "../../parts/marks";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Empty } from "../../parts/states";
import { Path } from "./Path";
import { Promises } from "./Promises";
import css from "./Who.module.css";

const RecipientsDocument = graphql(`
  query Recipients($of: [String!]!, $subjects: [String!], $asOf: Date, $first: Int, $after: String) {
    recipients(of: $of, subjects: $subjects, asOf: $asOf, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        party { key name kind country }
        certainty
        hops
        categories { term certainty }
        purposes
        regions
        path { ...HopParts }
      }
    }
  }
`);

type Row = RecipientsQuery["recipients"]["nodes"][number];

/** Everyone who receives some data, the nearest first, and beside the list how it gets to one of them. */
export function Recipients({ categories, subjects }: { categories: string[]; subjects: string[] }) {
  const { t } = useTranslation("who");
  const { t: common } = useTranslation();
  const name = useTermName();
  const { asOf } = useDay();
  const { open, onOpen } = useListAddress();
  const go = useNavigate();
  const keep = useTo();
  const pages = usePages<RecipientsQuery, RecipientsQueryVariables, Row>(
    RecipientsDocument,
    { of: categories, subjects: subjects.length > 0 ? subjects : null, asOf },
    (data) => data.recipients,
  );
  const columns = useMemo((): Column<Row>[] => {
    const names = (kind: "PURPOSE" | "REGION", keys: readonly string[]) =>
      keys.map((key) => name(kind, key)).join("; ");
    return [
      {
        id: "party",
        header: t("columns.party"),
        width: 13,
        grow: 2,
        cell: ({ party }) => <Link to={`/parties/${party.key}`}>{party.name}</Link>,
        text: ({ party }) => party.name,
      },
      {
        id: "certainty",
        header: t("columns.certainty"),
        width: 6.5,
        grow: 0,
        cell: ({ certainty }) => <CertaintyChip certainty={certainty} />,
        text: ({ certainty }) => common(`certainty.${certainty}`),
      },
      {
        id: "hops",
        header: t("columns.hops"),
        width: 4.5,
        grow: 0,
        cell: ({ hops }) => <span className="number">{hops === 1 ? t("direct") : hops}</span>,
        text: ({ hops }) => hops,
      },
      {
        id: "categories",
        header: t("columns.categories"),
        width: 10.5,
        grow: 2,
        cell: ({ categories }) => (
          <TermList taxonomy="CATEGORY" keys={categories.map(({ term }) => term)} most={2} />
        ),
        text: ({ categories }) => categories.map(({ term }) => name("CATEGORY", term)).join("; "),
      },
      {
        id: "purposes",
        header: t("columns.purposes"),
        width: 11,
        grow: 2,
        cell: ({ purposes }) => <TermList taxonomy="PURPOSE" keys={purposes} most={2} />,
        text: ({ purposes }) => names("PURPOSE", purposes),
      },
      {
        id: "regions",
        header: t("columns.regions"),
        width: 8,
        grow: 1,
        cell: ({ regions }) => <TermList taxonomy="REGION" keys={regions} most={2} />,
        text: ({ regions }) => names("REGION", regions),
      },
      {
        id: "retention",
        header: t("columns.retention"),
        width: 7.75,
        grow: 0,
        cell: ({ path }) => <DurationText duration={path.at(-1)?.retention} />,
        text: ({ path }) => path.at(-1)?.retention,
      },
      {
        id: "contract",
        header: t("columns.contract"),
        width: 12,
        grow: 2,
        cell: ({ path }) => {
          const coverage = path.at(-1)?.coverage;
          if (!coverage) return <NotRecorded />;
          const contract = coverage.contracts[0];
          return (
            <>
              {common(`coverage.${coverage.state}`)}
              {contract && " · "}
              {contract && <Link to={`/contracts/${contract.key}`}>{contract.title}</Link>}
            </>
          );
        },
        text: ({ path }) => {
          const coverage = path.at(-1)?.coverage;
          if (!coverage) return common("notRecorded");
          return [common(`coverage.${coverage.state}`), ...coverage.contracts.map(({ title }) => title)].join(
            "; ",
          );
        },
      },
    ];
  }, [t, common, name]);
  const opened = pages.rows.find((row) => row.party.key === open);
  const about = categories.map((category) => name("CATEGORY", category)).join(", ");
  return (
    <div className={css.main}>
      <Split
        list={
          <DataTable
            name="recipients"
            label={t("byCategory")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.party.key}
            open={open}
            onOpen={onOpen}
            onEnter={(key) => go(keep(`/parties/${key}`))}
            empty={<Empty title={t("nobody", { name: about })}>{t("nobodyText")}</Empty>}
          />
        }
        panel={
          opened && (
            <SidePanel
              label={opened.party.name}
              page={`/parties/${opened.party.key}`}
              onClose={() => onOpen(undefined)}
            >
              <Path party={opened.party} hops={opened.path} category={categories[0] ?? ""} />
            </SidePanel>
          )
        }
      />
      <Promises category={categories[0] ?? ""} />
    </div>
  );
}
