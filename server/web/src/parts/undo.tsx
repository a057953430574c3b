import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Says what was done, with a way to take it back for a while. */
export function tellWithUndo(message: string, label: string, undo: () => void, milliseconds = 8000): void {
  const id = notifications.show({
    autoClose: milliseconds,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          style={{ flex: "none" }}
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  });
}
