import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import type { Pages } from "../../data/pages";
import { useRows } from "../../data/rows";
import type { Order } from "../../parts/columns";
import { useAgainAt, useAlertTurn } from "./changed";
import type { Asked } from "./filters";
import { AlertsQuery, type Row } from "./queries";
import { type Place, partsOf, walk } from "./walk";

/** How many alerts are looked through before someone has to ask for more. */
const LOOK = 2000;

const numberOf = ({ number }: Row) => number;

/** The alerts of a list, and which of them pass what the server cannot filter by. */
export function useAlerts(asked: Asked, order: Order, passes: ((row: Row) => boolean) | undefined) {
  const client = useClient();
  const [bound, setBound] = useState(LOOK);
  const identity = JSON.stringify([asked, order]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is compared by what it says.
  const { parts, orderBy, kinds, minSeverity } = useMemo(() => {
    const { states: parts, orderBy } = partsOf(order, asked.states);
    return { ...asked, parts, orderBy };
  }, [identity]);

  const load = useCallback(
    (from: Place | undefined, count: number) =>
      walk<Row>(
        async (states, after, first) => {
          const variables = { states, kinds, minSeverity, orderBy, after, first };
          const result = await client
            .query(AlertsQuery, variables, { requestPolicy: "network-only" })
            .toPromise();
          if (result.error) throw result.error;
          return result.data?.alerts ?? [];
        },
        parts,
        from,
        count,
      ),
    [client, parts, orderBy, kinds, minSeverity],
  );

  const { rows, next, error, fetching, more, again, turn } = useRows(load, useAlertTurn(), {
    keyOf: numberOf,
  });
  const looking = passes !== undefined && next !== undefined && !error && rows.length < bound;
  useEffect(() => {
    if (looking && !fetching) more();
  }, [looking, fetching, more]);

  useAgainAt(
    rows.map(({ snoozedUntil }) => snoozedUntil),
    turn,
  );

  const pages = useMemo<Pages<Row>>(
    () => ({
      rows: passes ? rows.filter(passes) : rows,
      total: undefined,
      hasMore: passes === undefined && next !== undefined,
      error,
      fetching: fetching || looking,
      more,
      again,
      all: async () => {
        const { rows: all } = await load(undefined, Number.POSITIVE_INFINITY);
        return passes ? all.filter(passes) : all;
      },
    }),
    [rows, next, passes, error, fetching, looking, more, again, load],
  );
  return {
    pages,
    /** How many were looked through, when there are more that were not. */
    searched: passes && next && !looking ? rows.length : undefined,
    further: useCallback(() => setBound((before) => before + LOOK), []),
  };
}
