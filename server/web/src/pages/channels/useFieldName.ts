import { useTranslation } from "react-i18next";
import { labelOf } from "../../parts/fieldLabels";

/** What only the form has: it asks for an address and for a schedule in parts. */
const OF_FORM: Record<string, string> = {
  address: "channels:form.address",
  plan: "channels:form.schedule",
  "plan.cron": "channels:form.cron",
  "plan.time": "channels:form.time",
  quiet: "channels:form.quietFrom",
};

/** What the form of a channel calls a field. */
export function useChannelFieldName(): (path: string) => string {
  const { t } = useTranslation(["channels", "register"]);
  return (path) => {
    if (path === "") return t("register:faults.elsewhere");
    const label = OF_FORM[path] ?? labelOf("channel", path);
    return label ? t(label as "channels:form.key") : path;
  };
}
