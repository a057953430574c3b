import { useCallback, useEffect, useMemo, useState } from "react";
import type { Pages } from "../../data/pages";
import type { Row } from "./filters";
import { duesFirst } from "./filters";

/** How many findings are looked through before someone has to ask for more. */
const LOOK = 2000;

/**
 * The rows that pass what the server cannot filter by, in an order that it cannot put them in: the rest is loaded and
 * looked through, up to a bound. They are put in order once it is, or rows would move as they come.
 */
export function useFiltered(
  pages: Pages<Row>,
  passes: ((row: Row) => boolean) | undefined,
  sorted: ((rows: readonly Row[]) => Row[]) | undefined,
) {
  const [bound, setBound] = useState(LOOK);
  const { rows: loaded, hasMore, fetching, error, more, all } = pages;
  const needed = passes !== undefined || sorted !== undefined;
  const looking = needed && hasMore && !error && loaded.length < bound;
  useEffect(() => {
    if (looking && !fetching) more();
  }, [looking, fetching, more]);
  const rows = useMemo(() => {
    const usual = duesFirst(loaded);
    const passing = passes ? usual.filter(passes) : usual;
    return sorted && !looking ? sorted(passing) : passing;
  }, [loaded, passes, sorted, looking]);
  const filtered = useMemo<Pages<Row>>(
    () =>
      needed
        ? {
            ...pages,
            rows,
            total: passes ? undefined : pages.total,
            hasMore: false,
            fetching: fetching || looking,
            all: async () => {
              const every = passes ? (await all()).filter(passes) : await all();
              return sorted ? sorted(every) : every;
            },
          }
        : { ...pages, rows },
    [pages, rows, needed, passes, sorted, fetching, looking, all],
  );
  return {
    pages: filtered,
    /** How many were looked through, when there are more that were not. */
    searched: needed && hasMore && !looking ? loaded.length : undefined,
    /** Whether they are not in order yet. */
    sorting: sorted !== undefined && looking,
    further: useCallback(() => setBound((before) => before + LOOK), []),
  };
}
