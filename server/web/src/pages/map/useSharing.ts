import { useCallback, useMemo } from "react";
import type { CombinedError } from "urql";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useTermName } from "../../data/terms";
import type { HopPartsFragment } from "../../gql/graphql";
import { type MapState, seedsOf } from "./address";
import { fromAnswer, NO_SHARING, type Sharing } from "./model";
import { MapPathsQuery, MapReceivedQuery, SharingMapQuery } from "./queries";
import { type Unknown, unknownIn } from "./unknown";

/** How many parties are shown before someone asks for more. */
export const FIRST = 60;
/** More than this is not readable, and more is not answered. */
const MOST = 500;

export interface Path {
  certainty: "CERTAIN" | "POSSIBLE" | null;
  hops: readonly HopPartsFragment[];
}

/** How what is asked about gets to a party: by category when one is chosen, else by each flow that reaches it. */
export function usePaths(to: string | undefined, category: string | undefined) {
  const { asOf } = useDay();
  const by = useAsk(
    MapPathsQuery,
    { to: to ?? "", category: category ?? "", asOf: asOf ?? null },
    { pause: !to || !category },
  );
  const received = useAsk(
    MapReceivedQuery,
    { by: to ?? "", asOf: asOf ?? null },
    { pause: !to || !!category },
  );
  const asked = category ? by : received;
  return useMemo(() => {
    const data = !to ? undefined : category ? by.data?.sharingPaths : received.data?.received;
    let paths: Path[] | undefined;
    if (data && "paths" in data)
      paths = data.paths.map(({ certainty, flows }) => ({ certainty, hops: flows }));
    else if (data)
      paths = data.map(({ path, categories }) => ({
        certainty: categories.some(({ certainty }) => certainty === "CERTAIN") ? "CERTAIN" : "POSSIBLE",
        hops: path,
      }));
    // An answer about another party is not this one's.
    const mine = paths?.filter(({ hops }) => hops[hops.length - 1]?.recipient.key === to);
    return {
      paths: paths && paths.length > 0 && mine?.length === 0 ? undefined : mine,
      complete: data && "complete" in data ? data.complete : true,
      fetching: asked.fetching,
      error: asked.error,
    };
  }, [to, category, by.data, received.data, asked.fetching, asked.error]);
}

export interface Shown {
  sharing: Sharing | undefined;
  error: CombinedError | undefined;
  /** What of the address is not in the register, when that is why there is no answer. */
  unknown: Unknown | undefined;
  fetching: boolean;
  again: () => void;
}

/**
 * What the map shows: of a category those nearest to us, else who is around the parties chosen; with the neighbours that were
 * asked for and with everyone on the way to the party whose paths light up. When these are more than one answer, the
 * server is asked once more for exactly all of them, so that no line between them is missing.
 */
export function useSharing(
  state: MapState,
  ways: readonly Path[] | undefined,
  /** Whether what only the table tells is asked for, too. */
  details: boolean,
): Shown {
  const day = useDay().asOf ?? null;
  const { category, party } = state;
  const seeds = seedsOf(state);
  const of = category ? [category] : null;
  const base = useAsk(
    SharingMapQuery,
    { of, around: category ? null : seeds, asOf: day, first: FIRST, details },
    { pause: !category && seeds.length === 0 },
  );
  const widened = !!category && state.around.length > 0;
  const more = useAsk(
    SharingMapQuery,
    { of, around: state.around, asOf: day, first: FIRST, details },
    { pause: !widened },
  );
  const first = base.data?.sharingMap;
  const second = widened ? more.data?.sharingMap : undefined;
  const wanted = useMemo(() => {
    const keys = new Set(first?.parties.map(({ party }) => party.key));
    const before = keys.size;
    for (const { party } of second?.parties ?? []) keys.add(party.key);
    for (const { hops } of ways ?? [])
      for (const hop of hops) keys.add(hop.source.key).add(hop.recipient.key);
    if (party && ways) keys.add(party);
    return first && keys.size > before ? [...keys].slice(0, MOST) : undefined;
  }, [first, second, ways, party]);
  const exact = useAsk(
    SharingMapQuery,
    { of, around: wanted ?? [], asOf: day, first: wanted?.length ?? 1, details },
    { pause: !wanted },
  );
  const nameOf = useCategoryName();
  const chosen = category !== undefined || seeds.length > 0;
  const known = chosen ? ((wanted && exact.data?.sharingMap) ?? first) : undefined;
  // The table waits for what the picture did not ask for.
  const isWhole = !details || known?.flows.every(({ flow }) => flow.purposes !== undefined);
  const answer = isWhole ? known : undefined;
  const total = first?.totalParties ?? 0;
  const sharing = useMemo(
    () => answer && { ...fromAnswer(answer, nameOf), total: Math.max(total, answer.parties.length) },
    [answer, total, nameOf],
  );
  return {
    sharing,
    error: base.error ?? more.error ?? exact.error,
    unknown: unknownIn(base.error ?? more.error, state),
    fetching: chosen && (base.fetching || more.fetching || exact.fetching),
    again: base.again,
  };
}

function useCategoryName() {
  const name = useTermName();
  return useCallback((category: string) => name("CATEGORY", category), [name]);
}

/** A first look at everything, to say what could be looked at: only when nothing is chosen. */
export function useGlance(pause: boolean): Omit<Shown, "unknown"> {
  const day = useDay().asOf ?? null;
  const asked = useAsk(
    SharingMapQuery,
    { of: null, around: null, asOf: day, first: FIRST, details: false },
    { pause },
  );
  const answer = asked.data?.sharingMap;
  const nameOf = useCategoryName();
  return {
    sharing: useMemo(
      () => (answer ? fromAnswer(answer, nameOf) : answer === null ? NO_SHARING : undefined),
      [answer, nameOf],
    ),
    error: asked.error,
    fetching: asked.fetching,
    again: asked.again,
  };
}
