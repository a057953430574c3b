import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SelectedBar as Bar } from "../../parts/Selecting";
import type { Selecting } from "../../parts/selection";

/** What can be done with all findings that are selected. */
export function SelectedBar({
  of,
  mayAccept,
  onAccept,
  onAssign,
}: {
  of: Selecting;
  mayAccept: boolean;
  onAccept: () => void;
  onAssign: () => void;
}) {
  const { t } = useTranslation("findings");
  return (
    <Bar of={of}>
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
    </Bar>
  );
}
