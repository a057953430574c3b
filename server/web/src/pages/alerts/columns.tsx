import { useTranslation } from "react-i18next";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { SeverityMark, useDayWords } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import { SelectCell } from "../../parts/Selecting";
import type { Selecting } from "../../parts/selection";
import { useChannelNames } from "../channels/useChannelNames";
import { AboutLink, StateMark } from "./AlertMarks";
import { aboutOf } from "./cause";
import type { Row } from "./queries";

/** What the list tells of an alert. `hrefOf` is the address of the list with an alert open. */
export function useAlertColumns(
  selection: Pick<Selecting, "has" | "toggle">,
  hrefOf: (key: string) => string,
): Column<Row>[] {
  const { t } = useTranslation("alerts");
  const { t: common } = useTranslation();
  const plain = usePlain();
  const { day, moment } = useDayWords();
  const names = useChannelNames();
  const wentTo = (row: Row) => [...row.channels, ...row.escalated].map((key) => names?.get(key) ?? key);
  return [
    {
      id: "severity",
      header: t("column.severity"),
      width: 9,
      grow: 0,
      order: "SEVERITY",
      first: "DESC",
      cell: (row) => (
        <SelectCell {...selection} id={String(row.number)} label={t("select", { number: row.number })}>
          <SeverityMark severity={row.severity} />
        </SelectCell>
      ),
      text: (row) => common(`severity.${row.severity}`),
    },
    {
      id: "what",
      header: t("column.what"),
      width: 22,
      grow: 6,
      cell: (row) => (
        <Link to={hrefOf(String(row.number))} title={plain(row.title)}>
          {plain(row.title)}
        </Link>
      ),
      text: (row) => plain(row.title),
    },
    {
      id: "state",
      header: t("column.state"),
      width: 9,
      grow: 0,
      order: "STATE",
      cell: (row) => <StateMark state={row.state} />,
      text: (row) => t(`state.${row.state}`),
    },
    {
      id: "kind",
      header: t("column.kind"),
      width: 6,
      grow: 0,
      cell: (row) => <span title={t(`kindHint.${row.kind}`)}>{t(`kind.${row.kind}`)}</span>,
      text: (row) => t(`kind.${row.kind}`),
    },
    {
      id: "about",
      header: t("column.about"),
      width: 11,
      grow: 2,
      cell: (row) => <AboutLink of={row} />,
      text: (row) => aboutOf(row)?.title,
    },
    {
      id: "since",
      header: t("column.since"),
      width: 7.5,
      grow: 0,
      // Each is told later than the one before it.
      order: "NUMBER",
      first: "DESC",
      cell: (row) => (
        <time dateTime={row.at} title={moment(row.at)}>
          {day(row.at.slice(0, 10))}
        </time>
      ),
      text: (row) => row.at,
    },
    {
      id: "channels",
      header: t("column.channels"),
      width: 8,
      grow: 1,
      cell: (row) => {
        const names = wentTo(row);
        if (names.length === 0) return <span className="quiet">{t("nowhere")}</span>;
        return <span title={names.join(", ")}>{names.join(", ")}</span>;
      },
      text: (row) => wentTo(row).join("; ") || t("nowhere"),
    },
    {
      id: "owners",
      header: t("column.owners"),
      width: 10,
      hidden: true,
      cell: (row) => row.owners.join(", "),
      text: (row) => row.owners.join("; "),
    },
    {
      id: "by",
      header: t("column.by"),
      width: 9,
      hidden: true,
      cell: (row) => row.acknowledgedBy,
      text: (row) => row.acknowledgedBy,
    },
    {
      id: "number",
      header: t("column.number"),
      width: 5,
      grow: 0,
      hidden: true,
      cell: (row) => <span className="number">{row.number}</span>,
      text: (row) => row.number,
    },
  ];
}
