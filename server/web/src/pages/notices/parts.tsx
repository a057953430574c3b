import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";

/** Whether a notice is in force on the day that is shown. */
export function NoticeState({ of }: { of: { inForce: boolean; effectiveOn: string } }) {
  const { t } = useTranslation("notices");
  const { day } = useDay();
  if (of.inForce) return <strong>{t("state.inForce")}</strong>;
  return <span className="quiet">{of.effectiveOn > day ? t("state.notYet") : t("state.past")}</span>;
}
