import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { faultOf } from "../../data/faults";
import { type Draft, inputOf } from "./draft";
import css from "./Editor.module.css";
import { CreatePromise, DeletePromise } from "./operations";
import { undoable } from "./undoable";

/** Removes a promise after being asked once more, with a way back. */
export function RemovePromise({
  of,
  revision,
  onRemoved,
}: {
  of: Draft;
  revision: number;
  onRemoved: () => void;
}) {
  const { t } = useTranslation(["promises", "common"]);
  const client = useClient();
  /** False once it was asked: then the focus is where that began. */
  const [sure, setSure] = useState<boolean>();
  const remove = async () => {
    const { data, error } = await client
      .mutation(DeletePromise, { input: { key: of.key, expectedRevision: revision } })
      .toPromise();
    if (error) {
      notifications.show({ color: "red", message: `${t("edit.notSaved")}. ${faultOf(error).message}` });
      setSure(false);
      return;
    }
    undoable({
      message: t("edit.removed", { summary: data?.deletePromise.summary ?? "" }),
      undone: t("edit.undone"),
      undo: () => client.mutation(CreatePromise, { input: inputOf(of) }).toPromise(),
    });
    onRemoved();
  };
  if (!sure) {
    return (
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        style={{ alignSelf: "start" }}
        autoFocus={sure === false}
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => setSure(true)}
      >
        {t("edit.remove")}
      </Button>
    );
  }
  return (
    <div className={css.sure} role="alert">
      <p>
        <strong>{t("edit.removeSure")}</strong> {t("edit.removeSays")}
      </p>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" color="red" onClick={() => void remove()}>
          {t("edit.removeDo")}
        </Button>
        <Button size="compact-sm" variant="default" autoFocus onClick={() => setSure(false)}>
          {t("common:action.cancel")}
        </Button>
      </Group>
    </div>
  );
}
