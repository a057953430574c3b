import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FlowRowFragment } from "../../gql/graphql";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { DurationText, useMarks } from "../../parts/marks";
import css from "../lists.module.css";

/** What the list tells of a flow. `hrefOf` is the address of the list with a flow open. */
export function useFlowColumns(hrefOf: (key: string) => string): Column<FlowRowFragment>[] {
  const { t } = useTranslation("flows");
  const { t: common } = useTranslation();
  const marks = useMarks();
  return useMemo(
    () => [
      {
        id: "from",
        header: t("list.from"),
        width: 10.5,
        cell: (row) => (
          <Link
            className={css.name}
            to={hrefOf(row.key)}
            aria-label={t("list.open", { from: row.source.name, to: row.recipient.name })}
          >
            {row.source.name}
          </Link>
        ),
        text: (row) => row.source.name,
      },
      {
        id: "to",
        header: t("list.to"),
        width: 11,
        cell: (row) => (
          <>
            <span className={css.arrow} aria-hidden="true">
              →{" "}
            </span>
            {row.recipient.name}
          </>
        ),
        text: (row) => row.recipient.name,
      },
      {
        id: "verdict",
        short: true,
        header: t("list.verdict"),
        width: 7.5,
        cell: (row) =>
          row.verdict ? marks.verdict(row.verdict) : <span className="quiet">{t("list.notLive")}</span>,
        text: (row) => (row.verdict ? common(`verdict.${row.verdict}`) : t("list.notLive")),
      },
      {
        id: "categories",
        header: t("list.categories"),
        width: 11.5,
        cell: (row) => marks.terms("CATEGORY", row.categories, 3),
        text: (row) => marks.names("CATEGORY", row.categories),
      },
      {
        id: "purposes",
        header: t("list.purposes"),
        width: 10,
        cell: (row) => marks.terms("PURPOSE", row.purposes, 2),
        text: (row) => marks.names("PURPOSE", row.purposes),
      },
      {
        id: "regions",
        header: t("list.regions"),
        width: 6.5,
        cell: (row) => marks.terms("REGION", row.regions, 2),
        text: (row) => marks.names("REGION", row.regions),
      },
      {
        id: "retention",
        header: t("list.retention"),
        width: 7,
        hidden: true,
        cell: (row) => <DurationText duration={row.retention} />,
        text: (row) => row.retention,
      },
      {
        id: "contract",
        header: t("list.contract"),
        width: 9.5,
        cell: (row) => common(`coverage.${row.coverage.state}`),
        text: (row) => common(`coverage.${row.coverage.state}`),
      },
      {
        id: "verified",
        short: true,
        header: t("list.verified"),
        width: 7,
        order: "VERIFIED_ON",
        cell: (row) => marks.day(row.verifiedOn, { none: t("list.never") }),
        text: (row) => row.verifiedOn ?? t("list.never"),
      },
      {
        id: "started",
        short: true,
        header: t("list.started"),
        width: 7,
        hidden: true,
        order: "STARTED_ON",
        cell: (row) => marks.day(row.startedOn),
        text: (row) => row.startedOn,
      },
      {
        id: "ended",
        header: t("list.ended"),
        width: 8,
        hidden: true,
        order: "ENDED_ON",
        cell: (row) => marks.day(row.endedOn, { none: t("list.goesOn") }),
        text: (row) => row.endedOn ?? t("list.goesOn"),
      },
      {
        id: "legalBasis",
        header: t("list.legalBasis"),
        width: 12,
        hidden: true,
        cell: (row) => row.legalBasis && common(`legalBasis.${row.legalBasis}`),
        text: (row) => row.legalBasis && common(`legalBasis.${row.legalBasis}`),
      },
      {
        id: "consideration",
        header: t("list.consideration"),
        width: 10,
        hidden: true,
        cell: (row) => row.consideration && common(`consideration.${row.consideration}`),
        text: (row) => row.consideration && common(`consideration.${row.consideration}`),
      },
      {
        id: "key",
        header: t("list.key"),
        width: 13,
        hidden: true,
        order: "KEY",
        cell: (row) => <code>{row.key}</code>,
        text: (row) => row.key,
      },
    ],
    [t, common, marks, hrefOf],
  );
}
