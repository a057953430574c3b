import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../parts/columns";
import { useRuleName } from "../../parts/FindingLine";
import { RecordLink } from "../../parts/Link";
import { useDayWords, useMarks } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import { SelectCell } from "../../parts/Selecting";
import type { Selecting } from "../../parts/selection";
import type { Row } from "./filters";

/** What the list tells of a finding. */
export function useFindingColumns({ has, toggle }: Pick<Selecting, "has" | "toggle">): Column<Row>[] {
  const { t } = useTranslation("findings");
  const { t: common } = useTranslation();
  const plain = usePlain();
  const ruleName = useRuleName();
  const marks = useMarks();
  const { day } = useDayWords();
  return useMemo(() => {
    // Several cells say the same sentence.
    const told = new WeakMap<Row, string>();
    const sentence = (row: Row) => {
      const known = told.get(row) ?? plain(row.message);
      told.set(row, known);
      return known;
    };
    return [
      {
        id: "severity",
        short: true,
        header: t("column.severity"),
        width: 8.25,
        grow: 0,
        order: "SEVERITY",
        first: "DESC",
        cell: (row) => (
          <SelectCell has={has} toggle={toggle} id={row.id} label={t("select", { message: sentence(row) })}>
            {marks.severity(row.severity)}
          </SelectCell>
        ),
        text: (row) => common(`severity.${row.severity}`),
      },
      {
        id: "what",
        header: t("column.what"),
        width: 26,
        grow: 6,
        cell: (row) => <span title={sentence(row)}>{sentence(row)}</span>,
        text: sentence,
      },
      {
        id: "verdict",
        short: true,
        header: t("column.verdict"),
        width: 8.25,
        grow: 0,
        order: "VERDICT",
        first: "DESC",
        cell: (row) => marks.finding(row.verdict),
        text: (row) => common(`findingVerdict.${row.verdict}`),
      },
      {
        id: "due",
        short: true,
        header: t("column.due"),
        width: 7.5,
        grow: 0,
        order: "DUE_ON",
        cell: (row) => row.dueOn && marks.day(row.dueOn),
        text: (row) => row.dueOn,
      },
      {
        id: "about",
        header: t("column.about"),
        width: 13,
        grow: 2,
        order: "SUBJECT",
        cell: (row) => <RecordLink id={row.subjectId}>{row.subject?.title ?? row.subjectId}</RecordLink>,
        text: (row) => row.subject?.title ?? row.subjectId,
      },
      {
        id: "who",
        header: t("column.who"),
        width: 7.5,
        grow: 1,
        order: "ASSIGNED_TO",
        cell: (row) =>
          row.assignment && (
            <span title={row.assignment.dueOn ? day(row.assignment.dueOn) : undefined}>
              {row.assignment.to}
            </span>
          ),
        text: (row) => row.assignment?.to,
      },
      {
        id: "rule",
        header: t("page.rule"),
        width: 12,
        grow: 2,
        hidden: true,
        order: "RULE",
        cell: (row) => ruleName(row.rule, row.verdict),
        text: (row) => ruleName(row.rule, row.verdict),
      },
      {
        id: "since",
        short: true,
        header: t("column.since"),
        width: 7.5,
        grow: 0,
        hidden: true,
        order: "SEEN_SINCE",
        cell: (row) =>
          row.seenSince && <time dateTime={row.seenSince}>{day(row.seenSince.slice(0, 10))}</time>,
        text: (row) => row.seenSince?.slice(0, 10),
      },
      {
        id: "promise",
        header: t("column.promise"),
        width: 14,
        grow: 2,
        hidden: true,
        order: "PROMISE",
        cell: (row) =>
          row.promise && (
            <RecordLink id={row.promise.id}>{row.promise.quote ?? row.promise.title}</RecordLink>
          ),
        text: (row) => row.promise && (row.promise.quote ?? row.promise.title),
      },
      {
        id: "state",
        short: true,
        header: t("column.state"),
        width: 6.5,
        grow: 0,
        hidden: true,
        order: "STATE",
        first: "DESC",
        cell: (row) => t(`state.${row.state}`),
        text: (row) => t(`state.${row.state}`),
      },
    ];
  }, [t, common, plain, ruleName, marks, day, has, toggle]);
}
