import { useCallback, useEffect, useMemo, useState } from "react";
import type { Pages } from "../../data/pages";
import type { Row } from "./filters";
import { duesFirst } from "./filters";

/** How many findings are looked through before someone has to ask for more. */
const LOOK = 2000;

/** The rows that pass what the server cannot filter by: the rest is loaded and looked through, up to a bound. */
export function useFiltered(pages: Pages<Row>, passes: ((row: Row) => boolean) | undefined) {
  const [bound, setBound] = useState(LOOK);
  const { rows: loaded, hasMore, fetching, error, more, all } = pages;
  const looking = passes !== undefined && hasMore && !error && loaded.length < bound;
  useEffect(() => {
    if (looking && !fetching) more();
  }, [looking, fetching, more]);
  const rows = useMemo(() => {
    const sorted = duesFirst(loaded);
    return passes ? sorted.filter(passes) : sorted;
  }, [loaded, passes]);
  const filtered = useMemo<Pages<Row>>(
    () =>
      passes
        ? {
            ...pages,
            rows,
            total: undefined,
            hasMore: false,
            fetching: fetching || looking,
            all: async () => (await all()).filter(passes),
          }
        : { ...pages, rows },
    [pages, rows, passes, fetching, looking, all],
  );
  return {
    pages: filtered,
    /** How many were looked through, when there are more that were not. */
    searched: passes && hasMore && !looking ? loaded.length : undefined,
    further: useCallback(() => setBound((before) => before + LOOK), []),
  };
}
