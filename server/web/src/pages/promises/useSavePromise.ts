import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { type Fault, faultOf } from "../../data/faults";
import { type Draft, draftOf, inputOf } from "./draft";
import { type Merged, merge } from "./merge";
import { CreatePromise, DeletePromise, PromiseQuery, UpdatePromise } from "./operations";
import { undoable } from "./undoable";
import type { useDraft } from "./useDraft";

export interface ConflictOf<Thing> extends Merged<Thing> {
  theirs: Thing;
  revision: number;
}

/** Saves a promise: says so with a way back, or what was wrong, or what someone else did in between. */
export function useSavePromise(
  kept: ReturnType<typeof useDraft<Draft>>,
  onSaved: (key: string | undefined) => void,
) {
  const { t } = useTranslation("promises");
  const client = useClient();
  const [fault, setFault] = useState<Fault>();
  const [conflict, setConflict] = useState<ConflictOf<Draft>>();
  const [gone, setGone] = useState(false);
  const [busy, setBusy] = useState(false);
  const { base, draft, revision } = kept;

  const create = () =>
    client
      .mutation(CreatePromise, { input: inputOf(draft) })
      .toPromise()
      .then(({ data, error }) => ({ payload: data?.createPromise, error }));
  const update = (expectedRevision: number) =>
    client
      .mutation(UpdatePromise, { input: { ...inputOf(draft), expectedRevision } })
      .toPromise()
      .then(({ data, error }) => ({ payload: data?.updatePromise, error }));

  /** What to do when the promise is another than the one that was read. */
  const compare = async () => {
    const { data, error } = await client
      .query(PromiseQuery, { key: base.key, asOf: null }, { requestPolicy: "network-only" })
      .toPromise();
    if (error) return setFault(faultOf(error));
    if (!data?.promise) {
      // What is left is a new promise.
      kept.rebase(base, undefined, draft);
      setGone(true);
      return setFault({ code: "NOT_FOUND", message: "", fields: [], correlationId: undefined });
    }
    const theirs = draftOf(data.promise);
    setConflict({ ...merge(base, draft, theirs), theirs, revision: data.promise.revision });
  };

  const save = async () => {
    setBusy(true);
    setFault(undefined);
    setConflict(undefined);
    setGone(false);
    const { payload, error } = await (revision === undefined ? create() : update(revision));
    if (error) {
      const told = faultOf(error);
      if (told.code === "CONFLICT" || (told.code === "NOT_FOUND" && revision !== undefined)) await compare();
      else setFault(told);
      setBusy(false);
      return;
    }
    setBusy(false);
    kept.forget();
    if (payload) {
      const saved = payload.promise;
      const before = base;
      undoable({
        message: t(revision === undefined ? "edit.made" : "edit.saved", { summary: payload.summary }),
        undone: t("edit.undone"),
        undo: () =>
          revision === undefined
            ? client
                .mutation(DeletePromise, { input: { key: saved.key, expectedRevision: saved.revision } })
                .toPromise()
            : client
                .mutation(UpdatePromise, { input: { ...inputOf(before), expectedRevision: saved.revision } })
                .toPromise(),
      });
      onSaved(saved.key);
    } else notifications.show({ message: t("edit.saved", { summary: "" }) });
  };

  /** What is to hold after a conflict: it goes on from what they recorded. */
  const choose = (chosen: Draft) => {
    if (!conflict) return;
    kept.rebase(conflict.theirs, conflict.revision, chosen);
    setConflict(undefined);
    setFault(undefined);
  };

  return { save, choose, busy, fault, conflict, gone };
}
