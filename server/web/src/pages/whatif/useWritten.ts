import { useCallback, useEffect, useState } from "react";
import { type Client, type CombinedError, useClient } from "urql";
import type { Written } from "../../data/documents";
import { useEpoch } from "../../data/live";
import { WrittenQuery } from "./queries";

/** How many records are looked up: a document of thousands is put as it is. */
const MOST = 200;

async function lookUp(client: Client, ids: readonly string[]): Promise<Map<string, Written | null>> {
  const found = new Map<string, Written | null>();
  for (let at = 0; at < ids.length; at += 10) {
    const some = ids.slice(at, at + 10);
    const answers = await Promise.all(
      some.map((id) => client.query(WrittenQuery, { id }, { requestPolicy: "network-only" }).toPromise()),
    );
    for (const [index, { data, error }] of answers.entries()) {
      if (error) throw error;
      found.set(
        some[index] as string,
        (data?.history[0]?.record.after as Written | null | undefined) ?? null,
      );
    }
  }
  return found;
}

/** Looks records up as a document writes them. */
export function useLookUp() {
  const client = useClient();
  return useCallback((ids: readonly string[]) => lookUp(client, ids), [client]);
}

/** Records as they are now, as a document writes them; undefined until it is known. */
export function useWritten(ids: readonly string[]): {
  current: ReadonlyMap<string, Written | null> | undefined;
  error: CombinedError | undefined;
} {
  const look = useLookUp();
  const epoch = useEpoch();
  const [current, setCurrent] = useState<{ of: string; records: Map<string, Written | null> }>();
  const [error, setError] = useState<CombinedError>();
  const asked = [...new Set(ids)].slice(0, MOST).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up again when the register changed.
  useEffect(() => {
    let dropped = false;
    look(asked === "" ? [] : asked.split("\n"))
      .then((records) => {
        if (dropped) return;
        setCurrent({ of: asked, records });
        setError(undefined);
      })
      .catch((cause: CombinedError) => !dropped && setError(cause));
    return () => {
      dropped = true;
    };
  }, [look, asked, epoch]);
  return { current: current?.of === asked ? current.records : undefined, error };
}
