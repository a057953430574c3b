import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";

export function Zoom() {
  const { t } = useTranslation("map");
  const view = useReactFlow();
  const buttons = [
    { label: t("zoom.in"), icon: IconPlus, does: () => void view.zoomIn({ duration: 120 }) },
    { label: t("zoom.out"), icon: IconMinus, does: () => void view.zoomOut({ duration: 120 }) },
    {
      label: t("zoom.fit"),
      icon: IconFocusCentered,
      does: () => void view.fitView({ duration: 150, padding: 0.06 }),
    },
  ];
  return (
    <ActionIcon.Group>
      {buttons.map(({ label, icon: Icon, does }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon variant="default" size="md" aria-label={label} onClick={does}>
            <Icon size={15} />
          </ActionIcon>
        </Tooltip>
      ))}
    </ActionIcon.Group>
  );
}
