import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { CombinedError } from "urql";
import { faultOf } from "../../data/faults";
import { tellWithUndo } from "../../parts/undo";

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
  const back = async () => {
    const { error } = await undo();
    notifications.show(error ? { color: "red", message: faultOf(error).message } : { message: undone });
  };
  tellWithUndo(message, i18next.t("common:action.undo"), () => void back(), 12_000);
}
