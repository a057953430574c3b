import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { daysBetween, today } from "../../data/day";
import { graphql } from "../../gql";
import type { ContractRowFragment } from "../../gql/graphql";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { DayText } from "../../parts/marks";
import { NOTICE_AHEAD } from "./axis";
import { lastDay, standing, termOn } from "./life";
import { StandingMark } from "./StandingMark";

graphql(`
  fragment ContractRow on Contract {
    id
    key
    title
    kind
    ...LifeParts
    lastDay
    noticeDeadline(on: $on)
    owner
    signedOn
    parties { role party { key name own } }
    amends { key parties { role party { key name own } } }
  }
`);

/** With whom it is: the others, or both when none of them is us. */
export function others(row: ContractRowFragment) {
  const parties = row.parties.length > 0 ? row.parties : (row.amends?.parties ?? []);
  const ours = parties.some(({ party }) => party.own);
  const shown = ours ? parties.filter(({ party }) => !party.own) : parties;
  const named = (shown.length > 0 ? shown : parties).map(({ party }) => party);
  return [...new Map(named.map((party) => [party.key, party])).values()];
}

export function useColumns(day: string): Column<ContractRowFragment>[] {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  return useMemo(() => {
    const renewal = (row: ContractRowFragment) =>
      row.renewal ? common(`renewal.${row.renewal.kind}`) : common("renewal.NONE");
    return [
      {
        id: "name",
        header: t("column.name"),
        width: 14,
        grow: 2,
        order: "NAME",
        cell: (row) => <Link to={`/contracts/${row.key}`}>{row.title}</Link>,
        text: (row) => row.title,
      },
      {
        id: "parties",
        header: t("column.parties"),
        width: 11,
        grow: 1,
        cell: (row) =>
          others(row).map((party, index) => (
            <span key={party.key}>
              {index > 0 && ", "}
              <Link to={`/parties/${party.key}`}>{party.name}</Link>
            </span>
          )),
        text: (row) =>
          others(row)
            .map(({ name }) => name)
            .join(", "),
      },
      {
        id: "kind",
        header: t("column.kind"),
        width: 11,
        grow: 1,
        cell: (row) => common(`contractKind.${row.kind}`),
        text: (row) => common(`contractKind.${row.kind}`),
      },
      {
        id: "standing",
        header: t("column.standing"),
        width: 7.5,
        grow: 0,
        cell: (row) => <StandingMark standing={standing(row, day)} />,
        text: (row) => t(`standing.${standing(row, day)}`),
      },
      {
        id: "deadline",
        header: t("column.deadline"),
        width: 14,
        grow: 0,
        order: "NOTICE_DEADLINE",
        cell: (row) => {
          const deadline = termOn(row, day)?.deadline;
          if (!deadline) return <span className="quiet">–</span>;
          const ahead = daysBetween(today(), deadline);
          return (
            <span
              className={ahead < 0 ? "quiet" : undefined}
              style={{ fontWeight: ahead >= 0 && ahead <= NOTICE_AHEAD ? 620 : undefined }}
            >
              <DayText day={deadline} away />
            </span>
          );
        },
        text: (row) => termOn(row, day)?.deadline,
      },
      {
        id: "lastDay",
        header: t("column.lastDay"),
        width: 13.5,
        grow: 0,
        order: "LAST_DAY",
        cell: (row) => {
          const last = lastDay(row);
          if (last) return <DayText day={last} away={standing(row, day) !== "OVER"} />;
          return <span className="quiet">{row.endsOn ? t("renews") : common("day.openEnded")}</span>;
        },
        text: (row) => lastDay(row) ?? (row.endsOn ? t("renews") : common("day.openEnded")),
      },
      {
        id: "renewal",
        header: t("column.renewal"),
        width: 11,
        hidden: true,
        cell: renewal,
        text: renewal,
      },
      {
        id: "owner",
        header: t("column.owner"),
        width: 10,
        hidden: true,
        cell: (row) => row.owner ?? <span className="quiet">–</span>,
        text: (row) => row.owner,
      },
      {
        id: "signed",
        header: t("column.signed"),
        width: 8.5,
        hidden: true,
        cell: (row) => <DayText day={row.signedOn} />,
        text: (row) => row.signedOn,
      },
      {
        id: "key",
        header: t("column.key"),
        width: 14,
        order: "KEY",
        hidden: true,
        cell: (row) => <code>{row.key}</code>,
        text: (row) => row.key,
      },
    ];
  }, [t, common, day]);
}
