import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { CombinedError } from "urql";
import { faultOf } from "../data/faults";

/** Says what happened, with a way to take it back. */
export function tell(
  message: string,
  undo?: { label: string; done: string; does: () => Promise<CombinedError | undefined> },
) {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    withBorder: true,
    autoClose: undo ? 12_000 : 6_000,
    message: undo ? (
      <Group gap="sm" justify="space-between">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            void undo.does().then((error) => (error ? tellFault(error) : tell(undo.done)));
          }}
        >
          {undo.label}
        </Button>
      </Group>
    ) : (
      message
    ),
  });
}

export function tellFault(error: CombinedError) {
  notifications.show({ withBorder: true, color: "red", autoClose: false, message: faultOf(error).message });
}
