import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type Client, createRequest, makeOperation } from "@urql/core";
import { startTransition, useEffect, useMemo, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { graphql } from "../gql";
import type { DeltaPartsFragment } from "../gql/graphql";
import { type Fault, faultOf } from "./faults";
import { useEpoch } from "./live";

/** `apply(dryRun: true)` of a document, and what is wanted of its plan. */
export type TrialQuestion<Plan> = TypedDocumentNode<{ apply: Plan }, { document: unknown }>;

/** What a document does to findings and promises, for `Delta`. */
export const TryDelta = graphql(`
  mutation TryDelta($document: JSON!) {
    apply(document: $document, dryRun: true) { ...DeltaParts }
  }
`);

/** Asks what applying a document would change. */
export function tryOut<Plan>(client: Client, question: TrialQuestion<Plan>, document: object) {
  // It changes nothing, so what the pages know stays true: it is told as a question, or all of them would ask again.
  const operation = client.createRequestOperation("mutation", createRequest(question, { document }));
  return client.executeRequestOperation(
    makeOperation("query", operation, {
      ...operation.context,
      // That of a mutation, whose answer is for one asker alone: two parts of a page may ask the same.
      _instance: undefined,
      requestPolicy: "network-only",
    }),
  );
}

export interface Trial<Plan = DeltaPartsFragment> {
  /** While an answer is on its way, that to the document before. */
  plan: Plan | undefined;
  error: CombinedError | undefined;
  /** The same, as the server told it. */
  fault: Fault | undefined;
  /** Whether the answer is still to come. */
  asking: boolean;
}

/** How long is waited for someone who is still typing. */
const PAUSE = 350;

interface Told<Plan> {
  of: string;
  plan?: Plan | undefined;
  error?: CombinedError | undefined;
}

/** What applying a document would change: asked again when it says something else, and when the register changed. */
export function useTrial<Plan>(question: TrialQuestion<Plan>, document: object | undefined): Trial<Plan> {
  const client = useClient();
  const epoch = useEpoch();
  const text = document ? JSON.stringify(document) : "";
  const [told, setTold] = useState<Told<Plan>>({ of: "" });
  const first = told.of === "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the register changed.
  useEffect(() => {
    if (text === "") {
      setTold({ of: "" });
      return;
    }
    let stop = () => clearTimeout(timer);
    const timer = setTimeout(
      () => {
        // Ending it takes the question back, so that what is asked next is not answered as of before.
        const asked = tryOut(client, question, JSON.parse(text)).subscribe(({ data, error, stale }) => {
          // What is being typed meanwhile goes first.
          if (!stale) startTransition(() => setTold({ of: text, plan: data?.apply, error }));
        });
        stop = asked.unsubscribe;
      },
      first ? 0 : PAUSE,
    );
    return () => stop();
  }, [client, question, text, epoch]);
  const error = told.of === text ? told.error : undefined;
  const fault = useMemo(() => error && faultOf(error, { trial: true }), [error]);
  return {
    plan: text === "" ? undefined : told.plan,
    error,
    fault,
    asking: told.of !== text,
  };
}
