import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EditRecord } from "../edit/EditRecord";
import { useEditing } from "./editing";
import { Sheet } from "./Sheet";

/** Opens the form of a record: pressed, with `e`, or by the address (`?edit=1`). */
export function EditButton({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const [open, set] = useEditing();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-keyshortcuts="e"
        onClick={() => set(true)}
      >
        {t("action.edit")}
      </Button>
      <Sheet opened={open} onClose={() => set(false)} title={`${t("action.edit")}: ${name}`}>
        <EditRecord id={id} onDone={() => set(false)} />
      </Sheet>
    </>
  );
}
