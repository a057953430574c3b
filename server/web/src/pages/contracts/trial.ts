import { useEffect, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { useEpoch } from "../../data/live";
import type { DeltaPartsFragment } from "../../gql/graphql";
import { TryMutation } from "./ask";

export interface Trial {
  data: DeltaPartsFragment | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
}

/** How long is waited for someone who is still typing. */
const PAUSE = 250;

/** What a document would change, tried without saving: again when it says something else, and when the register changed. */
export function useTrial(document: Record<string, unknown> | undefined): Trial {
  const client = useClient();
  const epoch = useEpoch();
  const [trial, setTrial] = useState<Trial>({ data: undefined, error: undefined, fetching: false });
  const text = document && JSON.stringify(document);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when the register changed.
  useEffect(() => {
    if (!text) {
      setTrial({ data: undefined, error: undefined, fetching: false });
      return;
    }
    let mine = true;
    setTrial((before) => ({ ...before, fetching: true }));
    const timer = setTimeout(async () => {
      const { data, error } = await client.mutation(TryMutation, { document: JSON.parse(text) }).toPromise();
      if (mine) setTrial({ data: data?.apply, error, fetching: false });
    }, PAUSE);
    return () => {
      mine = false;
      clearTimeout(timer);
    };
  }, [client, text, epoch]);
  return trial;
}
