import { useForm } from "@mantine/form";
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useClient } from "urql";
import { today } from "../../data/day";
import { useAsk } from "../../data/live";
import { same } from "../../edit/document";
import type { AnyForm } from "../../edit/fields";
import { proposeKey } from "../../edit/key";
import { type Held, heldOf, RecordToEdit } from "../../edit/records";
import { emptyParty, type PartyValues } from "../../edit/values";
import { graphql } from "../../gql";
import { type Draft, newDraft, settled } from "./draft";
import { stored } from "./store";

const OursQuery = graphql(`
  query Ours {
    parties(filter: { kind: [SELF] }, first: 1) {
      nodes { key name }
    }
  }
`);

const TakenQuery = graphql(`
  query TakenKeys($party: String!) {
    contracts(filter: { party: $party }, first: 200) {
      nodes { key }
    }
    flows(filter: { recipient: $party }, first: 200) {
      nodes { key }
    }
  }
`);

/** The draft in its form: what follows from what is typed is filled in, and all of it is kept in this browser. */
export function useDraft(similar: ReadonlySet<string>) {
  const client = useClient();
  const [kept] = useState(() => stored.read());
  const form = useForm<Draft>({ mode: "controlled", initialValues: kept?.draft ?? newDraft("", today()) });
  const draft = form.values;
  const ours = useAsk(OursQuery, {}).data?.parties.nodes[0];
  const us = ours?.key ?? "";
  const existing = draft.existing?.key ?? "";
  const { data } = useAsk(TakenQuery, { party: existing }, { pause: existing === "" });
  const taken = useMemo(() => {
    const keys = new Set(similar);
    if (data) for (const { key } of [...data.contracts.nodes, ...data.flows.nodes]) keys.add(key);
    return keys;
  }, [similar, data]);

  const { setValues, getValues } = form;
  const before = useRef(draft);
  // Once it is saved, what the register now says of it makes no draft of it again.
  const over = useRef(false);
  /** The draft as it is in the form by now, with what follows from it; what was typed since `draft` is in the form already. */
  const settle = useCallback((): Draft => {
    let next = settled(before.current, getValues(), taken);
    const [ourRow, ...others] = next.contract.parties;
    if (us && ourRow?.party === "") {
      next = { ...next, contract: { ...next.contract, parties: [{ ...ourRow, party: us }, ...others] } };
    }
    before.current = next;
    return next;
  }, [taken, us, getValues]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the draft is another.
  useEffect(() => {
    if (over.current) return;
    const now = getValues();
    const next = settle();
    if (next !== now) startTransition(() => setValues(next));
  }, [draft, settle, getValues, setValues]);

  const [restored, setRestored] = useState(kept?.at);
  const blank = useMemo(() => newDraft(us, today()), [us]);
  const untouched = same(draft, blank) || same(draft, newDraft("", today()));
  useEffect(() => {
    if (over.current) return;
    if (untouched) stored.forget();
    else stored.write(draft);
  }, [draft, untouched]);

  const finish = useCallback(() => {
    over.current = true;
    stored.forget();
  }, []);

  const change = useCallback(
    (next: Draft | ((now: Draft) => Draft)) =>
      setValues(typeof next === "function" ? next(getValues()) : next),
    [setValues, getValues],
  );
  const startOver = useCallback(() => {
    stored.forget();
    before.current = blank;
    setValues(blank);
    form.setErrors({});
    setRestored(undefined);
  }, [blank, setValues, form.setErrors]);

  /** Takes a party of the register as the vendor. */
  const use = useCallback(
    async (key: string): Promise<Held | undefined> => {
      const result = await client
        .query(RecordToEdit, { id: `party:${key}` }, { requestPolicy: "network-only" })
        .toPromise();
      const held = heldOf(result.data?.node);
      if (held) {
        const values = held.values as PartyValues;
        setValues((draft) => ({
          ...draft,
          party: values,
          existing: { key: held.key, name: held.title, revision: held.revision, values },
        }));
      }
      return held;
    },
    [client, setValues],
  );

  /** The name is another company's after all. */
  const separate = () => {
    const { name, key } = draft.party;
    const free = proposeKey(name, new Set([...taken, key]));
    change({ ...draft, existing: null, party: { ...emptyParty(), name, key: free } });
  };

  return {
    form: form as unknown as AnyForm,
    draft,
    settle,
    change,
    startOver,
    finish,
    use,
    separate,
    restored,
    untouched,
    ours,
  };
}
