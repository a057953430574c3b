import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Says what was done, with a way to take it back. */
export function tellWithUndo(message: string, label: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 8000,
    message: (
      <>
        {message}{" "}
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {label}
        </Button>
      </>
    ),
  });
}
