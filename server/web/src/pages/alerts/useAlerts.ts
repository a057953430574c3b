import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import type { Pages } from "../../data/pages";
import { Turns } from "../../data/turns";
import { useAgainAt, useAlertTurn } from "./changed";
import type { Asked } from "./filters";
import { AlertsQuery, type Row } from "./queries";
import { type Place, startOf, walk } from "./walk";

const PAGE = 100;
/** How many alerts are looked through before someone has to ask for more. */
const LOOK = 2000;

interface Loaded {
  rows: Row[];
  next: Place | undefined;
  /** Grows with each answer. */
  turn: number;
}

/** The alerts of a list, and which of them pass what the server cannot filter by. */
export function useAlerts(asked: Asked, passes: ((row: Row) => boolean) | undefined) {
  const client = useClient();
  const turn = useAlertTurn();
  const [loaded, setLoaded] = useState<Loaded>({ rows: [], next: undefined, turn: 0 });
  const [error, setError] = useState<CombinedError>();
  const [fetching, setFetching] = useState(true);
  const [bound, setBound] = useState(LOOK);
  const identity = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is compared by what it says.
  const { states, kinds, minSeverity } = useMemo(() => asked, [identity]);

  const load = useCallback(
    (from: Place | undefined, count: number) =>
      walk<Row>(
        async ({ state, after }, first) => {
          const variables = { states: [state], kinds, minSeverity, after, first };
          const result = await client
            .query(AlertsQuery, variables, { requestPolicy: "network-only" })
            .toPromise();
          if (result.error) throw result.error;
          return result.data?.alerts ?? [];
        },
        states,
        from,
        count,
      ),
    [client, states, kinds, minSeverity],
  );

  // What an answer belongs to: one to an older question is dropped.
  const current = useRef(0);
  const run = useCallback(
    async (
      from: Place | undefined,
      count: number,
      take: (found: Awaited<ReturnType<typeof load>>) => void,
    ) => {
      current.current += 1;
      const mine = current.current;
      setFetching(true);
      try {
        const found = await load(from, count);
        if (mine !== current.current) return;
        take(found);
        setError(undefined);
      } catch (cause) {
        if (mine === current.current) setError(cause as CombinedError);
      } finally {
        if (mine === current.current) setFetching(false);
      }
    },
    [load],
  );

  // One at a time, as in `usePages`: the client does not send a question that is on its way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question has its own.
  const turns = useMemo(() => new Turns(), [load]);
  useEffect(() => () => turns.stop(), [turns]);
  const asking = useRef<Turns>(undefined);
  const count = useRef(0);
  count.current = loaded.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when alerts changed.
  useEffect(() => {
    const same = asking.current === turns;
    asking.current = turns;
    if (!same) setLoaded((before) => ({ rows: [], next: undefined, turn: before.turn + 1 }));
    turns.take(() =>
      run(startOf(states), same ? Math.max(PAGE, count.current) : PAGE, ({ rows, next }) =>
        setLoaded((before) => ({ rows, next, turn: before.turn + 1 })),
      ),
    );
  }, [turns, run, states, turn]);

  const { rows, next } = loaded;
  const more = useCallback(() => {
    if (fetching || !next) return;
    void run(next, PAGE, (found) =>
      setLoaded((before) => {
        // What changed its state meanwhile is not listed twice.
        const known = new Set(before.rows.map(({ number }) => number));
        const added = found.rows.filter(({ number }) => !known.has(number));
        return { rows: [...before.rows, ...added], next: found.next, turn: before.turn + 1 };
      }),
    );
  }, [fetching, next, run]);

  const looking = passes !== undefined && next !== undefined && !error && rows.length < bound;
  useEffect(() => {
    if (looking && !fetching) more();
  }, [looking, fetching, more]);

  useAgainAt(
    rows.map(({ snoozedUntil }) => snoozedUntil),
    loaded.turn,
  );

  const pages = useMemo<Pages<Row>>(
    () => ({
      rows: passes ? rows.filter(passes) : rows,
      total: undefined,
      hasMore: passes === undefined && next !== undefined,
      error,
      fetching: fetching || looking,
      more,
      all: async () => {
        const { rows: all } = await load(startOf(states), Number.POSITIVE_INFINITY);
        return passes ? all.filter(passes) : all;
      },
    }),
    [rows, next, passes, error, fetching, looking, more, load, states],
  );
  return {
    pages,
    /** How many were looked through, when there are more that were not. */
    searched: passes && next && !looking ? rows.length : undefined,
    further: useCallback(() => setBound((before) => before + LOOK), []),
  };
}
