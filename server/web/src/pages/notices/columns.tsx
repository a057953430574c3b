import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeListQuery } from "../../gql/graphql";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { DayText, TermList, useMarks } from "../../parts/marks";
import css from "./Notices.module.css";
import { NoticeState, useNoticeState } from "./parts";

type Row = NoticeListQuery["notices"]["nodes"][number];

/** What the list tells of a notice. */
export function useNoticeColumns(): Column<Row>[] {
  const { t } = useTranslation("notices");
  const marks = useMarks();
  const state = useNoticeState();
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
        text: state,
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
        text: ({ lastDay }) => lastDay ?? t("openEnded"),
        width: 11,
      },
      {
        id: "by",
        header: t("column.by"),
        cell: ({ by }) => by && <Link to={`/parties/${by.key}`}>{by.name}</Link>,
        text: ({ by }) => by?.name,
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
        text: ({ audience }) =>
          audience.subjects.length > 0 ? marks.names("SUBJECT", audience.subjects) : t("everyone"),
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
    [t, marks, state],
  );
}
