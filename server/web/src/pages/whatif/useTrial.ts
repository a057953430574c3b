import { useEffect, useState } from "react";
import { useClient } from "urql";
import { type Fault, faultOf } from "../../data/faults";
import { useEpoch } from "../../data/live";
import type { ApplyDocumentMutation } from "../../gql/graphql";
import { ApplyDocument } from "./queries";

export type Plan = ApplyDocumentMutation["apply"];

export interface Trial {
  plan: Plan | undefined;
  fault: Fault | undefined;
  /** Whether what is shown is of an older document, or nothing yet. */
  trying: boolean;
}

/** What applying a document would do. Tried again when the document or the register changes. */
export function useTrial(document: Record<string, unknown> | undefined): Trial {
  const client = useClient();
  const epoch = useEpoch();
  const [trial, setTrial] = useState<Trial>({ plan: undefined, fault: undefined, trying: false });
  const text = document && JSON.stringify(document);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when the register changed.
  useEffect(() => {
    if (text === undefined) {
      setTrial({ plan: undefined, fault: undefined, trying: false });
      return;
    }
    let dropped = false;
    setTrial((before) => ({ ...before, trying: true }));
    void client
      .mutation(ApplyDocument, { document: JSON.parse(text), dryRun: true })
      .toPromise()
      .then(({ data, error }) => {
        if (dropped) return;
        setTrial({ plan: data?.apply, fault: error && faultOf(error), trying: false });
      });
    return () => {
      dropped = true;
    };
  }, [client, text, epoch]);
  return trial;
}
