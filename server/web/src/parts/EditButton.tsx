import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { EditRecord } from "../edit/EditRecord";
import { useKeys } from "./keys";
import { Sheet } from "./Sheet";

/** Opens the form of a record: pressed, with `e`, or by the address (`?edit=1`). */
export function EditButton({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const open = params.get("edit") === "1";
  const set = (is: boolean) =>
    setParams(
      (params) => {
        if (is) params.set("edit", "1");
        else params.delete("edit");
        return params;
      },
      { replace: true },
    );
  useKeys([["e", () => set(true)]]);
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
