import { IconBellPause, IconBellRinging, IconCheck, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { AlertState } from "../../gql/graphql";
import { Link, RecordLink } from "../../parts/Link";
import css from "./Alerts.module.css";
import { aboutOf } from "./cause";
import type { Row } from "./queries";

const ICONS = {
  OPEN: IconBellRinging,
  SNOOZED: IconBellPause,
  ACKNOWLEDGED: IconCheck,
  RESOLVED: IconCircleCheck,
} as const;

/** Where an alert stands, by shape and word. */
export function StateMark({ state }: { state: AlertState }) {
  const { t } = useTranslation("alerts");
  const Icon = ICONS[state];
  return (
    <span className={css.state} data-state={state}>
      <Icon size={15} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}

/** What it is about, with the way there. */
export function AboutLink({ of }: { of: Row }) {
  const { t } = useTranslation("alerts");
  const about = aboutOf(of);
  if (!about) return null;
  return (
    <span className={css.about}>
      {about.id ? (
        <RecordLink id={about.id}>{about.title}</RecordLink>
      ) : (
        <Link to={about.path ?? ""}>{about.title}</Link>
      )}
      {about.more && (
        <span className="quiet" title={t("andOthers")}>
          <span aria-hidden="true">+</span>
          <span className="visually-hidden"> {t("andOthers")}</span>
        </span>
      )}
    </span>
  );
}
