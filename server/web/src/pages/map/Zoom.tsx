import { ActionIcon, Tooltip } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";

export function Zoom() {
  const { t } = useTranslation("map");
  const view = useReactFlow();
  const duration = useReducedMotion(undefined, { getInitialValueInEffect: false }) ? 0 : 150;
  const buttons = [
    { label: t("zoom.in"), icon: IconPlus, does: () => void view.zoomIn({ duration }) },
    { label: t("zoom.out"), icon: IconMinus, does: () => void view.zoomOut({ duration }) },
    {
      label: t("zoom.fit"),
      icon: IconFocusCentered,
      does: () => void view.fitView({ duration, padding: 0.06 }),
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
