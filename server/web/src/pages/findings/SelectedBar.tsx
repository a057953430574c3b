import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./Findings.module.css";

/** What can be done with all that is selected. */
export function SelectedBar({
  count,
  mayAccept,
  onAccept,
  onAssign,
  onAll,
  onNone,
}: {
  count: number;
  mayAccept: boolean;
  onAccept: () => void;
  onAssign: () => void;
  onAll: () => void;
  onNone: () => void;
}) {
  const { t } = useTranslation("findings");
  if (count === 0) return null;
  return (
    <section className={css.selected} aria-label={t("selected", { count })}>
      <strong role="status">{t("selected", { count })}</strong>
      {mayAccept ? (
        <>
          <Button size="compact-sm" onClick={onAccept}>
            {t("accept.action")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onAssign}>
            {t("assign.action")}
          </Button>
        </>
      ) : (
        <span className="quiet">{t("accept.today")}</span>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onAll}>
        {t("selectAll")}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onNone}>
        {t("selectNone")}
      </Button>
    </section>
  );
}
