import { Button } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";
import css from "./Findings.module.css";

/** What can be done with all that is selected; which keys there are while nothing is. */
export function SelectedBar({
  count,
  mayAccept,
  onAccept,
  onAll,
  onNone,
}: {
  count: number;
  mayAccept: boolean;
  onAccept: () => void;
  onAll: () => void;
  onNone: () => void;
}) {
  const { t } = useTranslation("findings");
  if (count === 0) {
    return (
      <p className={css.keys}>
        <Trans
          t={t}
          i18nKey="keys"
          components={[<kbd key="j" />, <kbd key="k" />, <kbd key="o" />, <kbd key="x" />, <kbd key="a" />]}
        />
      </p>
    );
  }
  return (
    <section className={css.selected} aria-label={t("selected", { count })}>
      <strong role="status">{t("selected", { count })}</strong>
      {mayAccept ? (
        <Button size="compact-sm" onClick={onAccept}>
          {t("accept.action")}
        </Button>
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
