import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { type Fault, faultOf } from "../../data/faults";
import { merge } from "../promises/merge";
import { NoticeFactsQuery } from "../promises/operations";
import { undoable } from "../promises/undoable";
import type { useDraft } from "../promises/useDraft";
import type { ConflictOf } from "../promises/useSavePromise";
import { type NoticeDraft, noticeDraftOf, noticeInputOf } from "./noticeDraft";
import { CreateNotice, DeleteNotice, UpdateNotice } from "./operations";

/** Saves the facts of a notice: says so with a way back, or what was wrong, or what someone else did in between. */
export function useSaveNotice(
  kept: ReturnType<typeof useDraft<NoticeDraft>>,
  onSaved: (key: string) => void,
) {
  const { t } = useTranslation(["notices", "promises"]);
  const client = useClient();
  const [fault, setFault] = useState<Fault>();
  const [conflict, setConflict] = useState<ConflictOf<NoticeDraft>>();
  const [busy, setBusy] = useState(false);
  const { base, draft, revision } = kept;

  const update = (values: NoticeDraft, expectedRevision: number) =>
    client
      .mutation(UpdateNotice, { input: { ...noticeInputOf(values), expectedRevision } })
      .toPromise()
      .then(({ data, error }) => ({ payload: data?.updateNotice, error }));
  const create = () =>
    client
      .mutation(CreateNotice, { input: noticeInputOf(draft) })
      .toPromise()
      .then(({ data, error }) => ({ payload: data?.createNotice, error }));

  const compare = async () => {
    const { data, error } = await client
      .query(NoticeFactsQuery, { key: base.key }, { requestPolicy: "network-only" })
      .toPromise();
    if (!data?.notice) {
      setFault(
        error
          ? faultOf(error)
          : {
              code: "NOT_FOUND",
              message: t("promises:edit.notSavedHint"),
              fields: [],
              correlationId: undefined,
            },
      );
      return;
    }
    const theirs = noticeDraftOf(data.notice);
    setConflict({ ...merge(base, draft, theirs), theirs, revision: data.notice.revision });
  };

  const save = async () => {
    setBusy(true);
    setFault(undefined);
    setConflict(undefined);
    const { payload, error } = await (revision === undefined ? create() : update(draft, revision));
    if (error) {
      const told = faultOf(error);
      if (told.code === "CONFLICT") await compare();
      else setFault(told);
    }
    setBusy(false);
    if (!payload) return;
    kept.forget();
    const saved = payload.notice;
    undoable({
      message: t(revision === undefined ? "edit.made" : "edit.saved", { summary: payload.summary }),
      undone: t("promises:edit.undone"),
      undo: () =>
        revision === undefined
          ? client
              .mutation(DeleteNotice, { input: { key: saved.key, expectedRevision: saved.revision } })
              .toPromise()
          : update(base, saved.revision),
    });
    onSaved(saved.key);
  };

  const choose = (chosen: NoticeDraft) => {
    if (!conflict) return;
    kept.rebase(conflict.theirs, conflict.revision, chosen);
    setConflict(undefined);
    setFault(undefined);
  };

  return { save, choose, busy, fault, conflict };
}
