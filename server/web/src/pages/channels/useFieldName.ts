import { useTranslation } from "react-i18next";

const LABELS = {
  key: "key",
  name: "name",
  kind: "kind",
  address: "address",
  url: "url",
  urlFrom: "urlFrom",
  secretFrom: "secretFrom",
  to: "to",
  about: "which",
  "about.kinds": "kinds",
  "about.rules": "rules",
  "about.minSeverity": "minSeverity",
  "about.owners": "owners",
  "about.tags": "tags",
  plan: "schedule",
  "plan.cron": "cron",
  "plan.time": "time",
  quiet: "quietFrom",
  "quiet.from": "quietFrom",
  "quiet.until": "quietUntil",
  "quiet.days": "quietDays",
  zone: "zone",
  escalation: "escalation",
  "escalation.to": "escalationTo",
  "escalation.after": "escalationAfter",
  subject: "subject",
  body: "body",
  resolved: "resolved",
  paused: "paused",
} as const;

/** What the form of a channel calls a field. */
export function useChannelFieldName(): (path: string) => string {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation("register");
  return (path) => {
    if (path in LABELS) return t(`form.${LABELS[path as keyof typeof LABELS]}`);
    return path === "" ? common("faults.elsewhere") : path;
  };
}
