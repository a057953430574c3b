import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { type Fault, faultOf } from "../../data/faults";
import { tryOut } from "../../data/trial";
import type { Placed } from "../../edit/places";
import { ApplyDocument, heldOf, RecordToEdit } from "../../edit/records";
import { TryRecords } from "../../edit/tryRecords";
import type { ApplyRecordsMutation } from "../../gql/graphql";
import { clobbered, type Draft, documentOfDraft, lacks, placedInDraft } from "./draft";

export type Saved =
  | { saved: ApplyRecordsMutation["apply"]; ids: string[] }
  | { faults: Placed[] }
  /** Someone changed the party that was in the register already. */
  | { moved: true }
  | { failed: Fault; error: Parameters<typeof faultOf>[0] };

/** What is wrong with a draft whatever the server says, in words. */
export function useLackWords(): (draft: Draft) => Placed[] {
  const { t } = useTranslation("register");
  return (draft) => lacks(draft).map(({ at, lack }) => ({ at, message: `${t(`missing.${lack}`)}.` }));
}

/** What has the key of something that is meant to be new, in words. */
export function useTakenWords() {
  const { t } = useTranslation("register");
  return (
    changes: readonly { id: string; kind: string }[],
    draft: Draft,
    flows: readonly number[],
  ): Placed[] => clobbered(changes, draft, flows).map(({ at }) => ({ at, message: t("known.takenRecord") }));
}

/** Saves a draft in one transaction, after a last look at whether it would overwrite anything. */
export function useSave() {
  const client = useClient();
  const lackWords = useLackWords();
  const takenWords = useTakenWords();
  const [saving, setSaving] = useState(false);

  const attempt = async (draft: Draft): Promise<Saved> => {
    const missing = lackWords(draft);
    if (missing.length > 0) return { faults: missing };
    const made = documentOfDraft(draft);
    if (!made) return { faults: missing };
    const { document, flows } = made;
    const fresh = { requestPolicy: "network-only" } as const;
    if (draft.existing && document.parties) {
      const now = await client.query(RecordToEdit, { id: `party:${draft.existing.key}` }, fresh).toPromise();
      if (now.error) return { failed: faultOf(now.error), error: now.error };
      if (heldOf(now.data?.node)?.revision !== draft.existing.revision) return { moved: true };
    }
    const tried = await tryOut(client, TryRecords, document).toPromise();
    const wrong = tried.error && faultOf(tried.error);
    if (tried.error && wrong) {
      return wrong.code === "INVALID"
        ? { faults: placedInDraft(wrong.fields, draft, flows) }
        : { failed: wrong, error: tried.error };
    }
    const taken = takenWords(tried.data?.apply.changes ?? [], draft, flows);
    if (taken.length > 0) return { faults: taken };
    const result = await client.mutation(ApplyDocument, { document }).toPromise();
    if (result.error) {
      const fault = faultOf(result.error);
      return fault.code === "INVALID"
        ? { faults: placedInDraft(fault.fields, draft, flows) }
        : { failed: fault, error: result.error };
    }
    const saved = (result.data as ApplyRecordsMutation).apply;
    const ids = new Set([`party:${draft.party.key}`, ...saved.changes.map(({ id }) => id)]);
    return { saved, ids: [...ids] };
  };

  const save = async (draft: Draft): Promise<Saved> => {
    setSaving(true);
    try {
      return await attempt(draft);
    } finally {
      setSaving(false);
    }
  };
  return { save, saving };
}
