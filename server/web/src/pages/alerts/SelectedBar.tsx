import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./Alerts.module.css";

/** What can be done with all that is selected. */
export function SelectedBar({
  count,
  onAcknowledge,
  onSnooze,
  onAll,
  onNone,
}: {
  count: number;
  onAcknowledge: () => void;
  onSnooze: () => void;
  onAll: () => void;
  onNone: () => void;
}) {
  const { t } = useTranslation("alerts");
  if (count === 0) return null;
  return (
    <section className={css.selected} aria-label={t("selected", { count })}>
      <strong role="status">{t("selected", { count })}</strong>
      <Button size="compact-sm" onClick={onAcknowledge}>
        {t("acknowledge.action")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={onSnooze}>
        {t("snooze.action")}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onAll}>
        {t("selectAll")}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onNone}>
        {t("selectNone")}
      </Button>
    </section>
  );
}
