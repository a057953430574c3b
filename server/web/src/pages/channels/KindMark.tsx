import { IconBrandSlack, IconBrandTeams, IconMail, IconWebhook } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChannelKind } from "../../gql/graphql";
import css from "./Channels.module.css";

const ICONS = {
  WEBHOOK: IconWebhook,
  SLACK: IconBrandSlack,
  TEAMS: IconBrandTeams,
  EMAIL: IconMail,
} as const;

/** How a channel sends, by sign and word. */
export function KindMark({ kind }: { kind: ChannelKind }) {
  const { t } = useTranslation("channels");
  const Icon = ICONS[kind];
  return (
    <span className={css.kind}>
      <Icon size={16} aria-hidden />
      {t(`kind.${kind}`)}
    </span>
  );
}
