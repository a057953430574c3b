import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { CombinedError } from "urql";
import { faultOf } from "../../data/faults";

/** Says what happened, with a way back for a while. */
export function undoable({
  message,
  undo,
  undone,
}: {
  message: string;
  undo: () => Promise<{ error?: CombinedError | undefined }>;
  undone: string;
}) {
  const id = notifications.show({
    autoClose: 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          style={{ flex: "none" }}
          onClick={() => {
            notifications.hide(id);
            void undo().then(({ error }) =>
              notifications.show(
                error ? { color: "red", message: faultOf(error).message } : { message: undone },
              ),
            );
          }}
        >
          {i18next.t("common:action.undo")}
        </Button>
      </Group>
    ),
  });
}
