import { useTranslation } from "react-i18next";
import { Facts } from "../../parts/Facts";
import css from "./Channels.module.css";
import { EscalationText } from "./columns";
import { KindMark } from "./KindMark";
import type { Channel } from "./queries";
import { useChannelNames } from "./useChannelNames";
import { useChannelWords } from "./useChannelWords";
import { aboutWords, quietWords, scheduleWords } from "./words";

/** What a channel says, in words. */
export function ChannelFacts({ of }: { of: Channel }) {
  const { t } = useTranslation("channels");
  const words = useChannelWords();
  const names = useChannelNames();
  const quiet = quietWords(of.quiet, words);
  return (
    <Facts
      of={[
        [t("column.kind"), <KindMark key="kind" kind={of.kind} />],
        of.url !== null && [t("page.to"), <span key="url">{of.url}</span>],
        of.urlFrom !== null && [t("page.variable"), <code key="urlFrom">{of.urlFrom}</code>],
        of.to.length > 0 && [
          t("page.to"),
          <ul key="to" className={css.addresses}>
            {of.to.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>,
        ],
        of.secretFrom !== null && [t("page.secret"), <code key="secretFrom">{of.secretFrom}</code>],
        [t("page.about"), aboutWords(of.about, words)],
        [t("page.when"), scheduleWords(of.schedule, words)],
        quiet !== undefined && [
          t("page.quiet"),
          <span key="quiet">
            {quiet}. <span className="quiet">{t("page.quietHint")}</span>
          </span>,
        ],
        (of.schedule !== null || quiet !== undefined) && [
          t("page.zone"),
          of.zone ?? <span className="quiet">{t("page.zoneOfService")}</span>,
        ],
        [
          t("page.escalation"),
          of.escalation ? (
            <span key="escalation">
              <EscalationText of={of.escalation} names={names} />
            </span>
          ) : (
            <span key="escalation" className="quiet">
              {t("page.noEscalation")}
            </span>
          ),
        ],
        [t("page.resolved"), t(of.resolved ? "page.resolvedYes" : "page.resolvedNo")],
        of.subject !== null && [t("page.subject"), <code key="subject">{of.subject}</code>],
        of.body !== null && [
          t("page.body"),
          <pre key="body" className={css.template}>
            {of.body}
          </pre>,
        ],
        [t("page.key"), <code key="key">{of.key}</code>],
      ]}
    />
  );
}
