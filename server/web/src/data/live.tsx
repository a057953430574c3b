import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, type RequestPolicy, useQuery, useSubscription } from "urql";
import { graphql } from "../gql";
import { listening } from "./client";

/** How often the register changed since the page was opened. What is shown asks again when it grows. */
const Epoch = createContext(0);

export const useEpoch = () => useContext(Epoch);

const RegisterChanged = graphql(`
  subscription RegisterChanged {
    changeRecorded {
      seq
    }
  }
`);

/** Listens to the register, so that every page shows it as it is now. */
export function Live({ children }: { children: ReactNode }) {
  const [epoch, setEpoch] = useState(0);
  useSubscription({ query: RegisterChanged }, (_, event) => {
    setEpoch((count) => count + 1);
    return event;
  });
  useEffect(() => {
    const missed = () => setEpoch((count) => count + 1);
    listening.addEventListener("again", missed);
    return () => listening.removeEventListener("again", missed);
  }, []);
  return <Epoch.Provider value={epoch}>{children}</Epoch.Provider>;
}

export interface Asked<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  /** Whether an answer is on its way. `data` may be there already, from before. */
  fetching: boolean;
  again: (policy?: RequestPolicy) => void;
}

/** A question of a page: asked when it is shown, when its variables change and when the register does. */
export function useAsk<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: { pause?: boolean } = {},
): Asked<Data> {
  const [result, execute] = useQuery({
    query,
    variables,
    pause: options.pause ?? false,
  } as Parameters<typeof useQuery<Data, Variables>>[0]);
  const epoch = useEpoch();
  const seen = useRef(epoch);
  const paused = options.pause ?? false;
  const fetching = result.fetching || result.stale;
  useEffect(() => {
    // The client does not send a question that is on its way, and that one may be answered as of before the change.
    if (seen.current === epoch || (fetching && !paused)) return;
    seen.current = epoch;
    if (!paused) execute({ requestPolicy: "network-only" });
  }, [epoch, execute, paused, fetching]);
  return {
    data: result.data,
    error: result.error,
    fetching,
    again: (requestPolicy = "network-only") => execute({ requestPolicy }),
  };
}
