import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SelectedBar as Bar } from "../../parts/Selecting";
import type { Selecting } from "../../parts/selection";

/** What can be done with all alerts that are selected. */
export function SelectedBar({
  of,
  onAcknowledge,
  onSnooze,
}: {
  of: Selecting;
  onAcknowledge: () => void;
  onSnooze: () => void;
}) {
  const { t } = useTranslation("alerts");
  return (
    <Bar of={of}>
      <Button size="compact-sm" onClick={onAcknowledge}>
        {t("acknowledge.action")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={onSnooze}>
        {t("snooze.action")}
      </Button>
    </Bar>
  );
}
