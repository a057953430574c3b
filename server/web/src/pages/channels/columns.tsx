import { IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { channelPath } from "../../parts/addresses";
import type { Column } from "../../parts/DataTable";
import { Link } from "../../parts/Link";
import { useDayWords } from "../../parts/marks";
import css from "./Channels.module.css";
import { DeliveryMark } from "./DeliveryLine";
import { KindMark } from "./KindMark";
import { type Channel, DeliveriesQuery } from "./queries";
import { useChannelNames } from "./useChannelNames";
import { useChannelWords } from "./useChannelWords";
import { useDeliveries } from "./useDeliveries";
import { aboutWords, addressWords, afterWords, whenWords } from "./words";

/** What the list tells of a channel. `hrefOf` is the address of the list with a channel open. */
export function useChannelColumns(hrefOf: (key: string) => string): Column<Channel>[] {
  const { t } = useTranslation("channels");
  const words = useChannelWords();
  const names = useChannelNames();
  return [
    {
      id: "name",
      header: t("column.name"),
      width: 10,
      grow: 2,
      cell: (row) => (
        <Link to={hrefOf(row.key)} aria-label={t("open", { name: row.title })}>
          {row.title}
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      id: "kind",
      header: t("column.kind"),
      width: 10,
      grow: 0,
      cell: (row) => <KindMark kind={row.kind} />,
      text: (row) => t(`kind.${row.kind}`),
    },
    {
      id: "to",
      header: t("column.to"),
      width: 13,
      grow: 2,
      cell: (row) => <span title={addressWords(row, words)}>{addressWords(row, words)}</span>,
      text: (row) => addressWords(row, words),
    },
    {
      id: "about",
      header: t("column.about"),
      width: 13,
      grow: 3,
      cell: (row) => <span title={aboutWords(row.about, words)}>{aboutWords(row.about, words)}</span>,
      text: (row) => aboutWords(row.about, words),
    },
    {
      id: "when",
      header: t("column.when"),
      width: 11,
      grow: 2,
      cell: (row) =>
        row.paused ? <PausedMark /> : <span title={whenWords(row, words)}>{whenWords(row, words)}</span>,
      text: (row) => (row.paused ? t("paused") : whenWords(row, words)),
    },
    {
      id: "last",
      header: t("column.last"),
      width: 15,
      grow: 0,
      cell: (row) => <LastMessage channel={row.key} />,
    },
    {
      id: "escalation",
      header: t("column.escalation"),
      width: 12,
      hidden: true,
      cell: (row) => row.escalation && <EscalationText of={row.escalation} names={names} />,
      text: (row) => row.escalation?.to,
    },
    {
      id: "key",
      header: t("column.key"),
      width: 10,
      hidden: true,
      cell: (row) => <code>{row.key}</code>,
      text: (row) => row.key,
    },
  ];
}

/** Nothing is sent on it for now. */
export function PausedMark() {
  const { t } = useTranslation("channels");
  return (
    <span className={css.paused}>
      <IconPlayerPause size={15} aria-hidden />
      {t("paused")}
    </span>
  );
}

/** Where what nobody acknowledges goes, and after how long. */
export function EscalationText({
  of,
  names,
}: {
  of: NonNullable<Channel["escalation"]>;
  names: ReadonlyMap<string, string> | undefined;
}) {
  const { t } = useTranslation("channels");
  const words = useChannelWords();
  return (
    <>
      {t("escalates", { after: afterWords(of.after, words) })}{" "}
      <Link to={channelPath(of.to)}>{names?.get(of.to) ?? of.to}</Link>
    </>
  );
}

/** The last message on a channel and what became of it. Rows that are not in view ask for nothing. */
function LastMessage({ channel }: { channel: string }) {
  const { t } = useTranslation("channels");
  const { day, moment } = useDayWords();
  const { deliveries } = useDeliveries(DeliveriesQuery, { channel, state: null, first: 1 });
  const last = deliveries?.[0];
  if (!deliveries) return null;
  if (!last) return <span className="quiet">{t("last.never")}</span>;
  const { at, detail } = last.attempts.at(-1) ?? { at: last.at, detail: "" };
  return (
    <span className={css.last} title={[moment(at), detail].filter(Boolean).join(", ")}>
      <DeliveryMark of={last} />
      <time dateTime={at}>{day(at.slice(0, 10))}</time>
    </span>
  );
}
