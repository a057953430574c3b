import { createRequest, makeOperation } from "@urql/core";
import { useEffect, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { useEpoch } from "../../data/live";
import { graphql } from "../../gql";
import type { DryRunMutation } from "../../gql/graphql";
import { same } from "./merge";

const DryRun = graphql(`
  mutation DryRun($document: JSON!) {
    apply(document: $document, dryRun: true) { ...DeltaParts }
  }
`);

export type Plan = DryRunMutation["apply"];

export interface Tried {
  plan: Plan | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
}

const PAUSE = 350;

/** What applying a document would change, worked out again a moment after it stops changing. Nothing is applied. */
export function useDryRun(document: Record<string, unknown> | undefined): Tried {
  const client = useClient();
  const epoch = useEpoch();
  const [tried, setTried] = useState<Tried>({ plan: undefined, error: undefined, fetching: false });
  const latest = useRef(document);
  if (!same(latest.current, document)) latest.current = document;
  const asked = latest.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found depends on the register too.
  useEffect(() => {
    if (!asked) {
      setTried({ plan: undefined, error: undefined, fetching: false });
      return;
    }
    let wanted = true;
    setTried((before) => ({ ...before, fetching: true }));
    const timer = setTimeout(() => {
      // It changes nothing, so what the pages know stays true: it is told as a question, or all of them would ask again.
      const operation = client.createRequestOperation("mutation", createRequest(DryRun, { document: asked }));
      const question = makeOperation("query", operation, {
        ...operation.context,
        requestPolicy: "network-only",
      });
      const { unsubscribe } = client.executeRequestOperation(question).subscribe(({ data, error, stale }) => {
        if (!wanted || stale) return;
        setTried({ plan: (data as DryRunMutation | undefined)?.apply, error, fetching: false });
      });
      stop = unsubscribe;
    }, PAUSE);
    let stop = () => clearTimeout(timer);
    return () => {
      wanted = false;
      clearTimeout(timer);
      stop();
    };
  }, [client, asked, epoch]);
  return tried;
}
