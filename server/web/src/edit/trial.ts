import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import { type Fault, faultOf } from "../data/faults";
import { useEpoch } from "../data/live";
import { graphql } from "../gql";
import type { TryMutation } from "../gql/graphql";
import type { Entry } from "./document";

export const TryDocument = graphql(`
  mutation Try($document: JSON!) {
    apply(document: $document, dryRun: true) {
      ...DeltaParts
      changes(first: 50) {
        id
        kind
        fields { field }
        node { ... on Contract { lastDay noticeDeadline } }
      }
    }
  }
`);

export type Trial = TryMutation["apply"];

export interface Tried {
  plan: Trial | undefined;
  fault: Fault | undefined;
  /** Whether what is told is of an older document, or of none yet. */
  asking: boolean;
}

/** Asks what applying a document would change, a moment after it was last changed. Nothing is changed by it. */
export function useTrial(document: Entry | undefined): Tried {
  const client = useClient();
  const epoch = useEpoch();
  const text = useMemo(() => (document ? JSON.stringify(document) : ""), [document]);
  const [asked] = useDebouncedValue(text, 450);
  const [told, setTold] = useState<{ of: string; plan?: Trial; fault?: Fault }>({ of: "" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the register changed.
  useEffect(() => {
    if (asked === "") {
      setTold({ of: "" });
      return;
    }
    let wanted = true;
    // Asked as a query, so that no page takes it for a change and asks for everything again.
    client
      .query(TryDocument, { document: JSON.parse(asked) }, { requestPolicy: "network-only" })
      .toPromise()
      .then(({ data, error }) => {
        if (!wanted) return;
        if (error) setTold({ of: asked, fault: faultOf(error) });
        else if (data) setTold({ of: asked, plan: data.apply });
      });
    return () => {
      wanted = false;
    };
  }, [client, asked, epoch]);
  const current = told.of === text;
  return {
    // What was told before stays while it is asked again, so that the line does not jump.
    plan: text === "" ? undefined : told.plan,
    fault: current ? told.fault : undefined,
    asking: text !== "" && !current,
  };
}
