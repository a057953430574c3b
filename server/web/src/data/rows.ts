import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CombinedError } from "urql";
import { Turns } from "./turns";

/** How many rows are asked for at a time. */
export const PAGE = 100;

/** Some rows, and from where on there are more; undefined when there are none. */
export interface Piece<Row, From> {
  rows: Row[];
  next: From | undefined;
  total?: number | undefined;
}

interface Loaded<Row, From> extends Piece<Row, From> {
  /** Grows with each answer. */
  turn: number;
}

/**
 * Rows that are asked for a piece at a time. They start again when `load` is another; when `epoch` grows, what is shown
 * stays until as many rows are there anew.
 */
export function useRows<Row, From>(
  /** From the start when it is told no place. */
  load: (from: From | undefined, count: number) => Promise<Piece<Row, From>>,
  epoch: number,
  { most, keyOf }: { most?: number; keyOf?: (row: Row) => unknown } = {},
) {
  const [loaded, setLoaded] = useState<Loaded<Row, From>>({ rows: [], next: undefined, turn: 0 });
  const [error, setError] = useState<CombinedError>();
  const [fetching, setFetching] = useState(true);
  const [tries, setTries] = useState(0);
  // What an answer belongs to: one to an older question is dropped.
  const current = useRef(0);
  const busy = useRef(false);
  const take = useCallback(
    async (
      from: From | undefined,
      count: number,
      put: (before: Row[], found: Piece<Row, From>) => Piece<Row, From>,
    ) => {
      current.current += 1;
      const mine = current.current;
      busy.current = true;
      setFetching(true);
      try {
        const found = await load(from, count);
        if (mine !== current.current) return;
        setLoaded(({ rows, turn }) => ({ ...put(rows, found), turn: turn + 1 }));
        setError(undefined);
      } catch (cause) {
        if (mine === current.current) setError(cause as CombinedError);
      } finally {
        if (mine === current.current) {
          busy.current = false;
          setFetching(false);
        }
      }
    },
    [load],
  );

  // One at a time: the client does not send a question that is on its way, and that one may be answered as of before
  // a change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question has its own.
  const turns = useMemo(() => new Turns(), [load]);
  useEffect(() => () => turns.stop(), [turns]);
  const asking = useRef<Turns>(undefined);
  const count = useRef(0);
  count.current = loaded.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the register changed, and when someone wants it.
  useEffect(() => {
    const same = asking.current === turns;
    asking.current = turns;
    if (!same) setLoaded(({ turn }) => ({ rows: [], next: undefined, turn: turn + 1 }));
    turns.take(() => {
      const wanted = same ? Math.max(PAGE, count.current) : PAGE;
      return take(undefined, Math.min(most ?? wanted, wanted), (_, found) => found);
    });
  }, [turns, take, epoch, tries]);

  const { next } = loaded;
  const more = useCallback(() => {
    if (busy.current || next === undefined) return;
    void take(next, PAGE, (before, found) => {
      // What moved meanwhile is not listed twice.
      const known = keyOf && new Set(before.map(keyOf));
      const added = known ? found.rows.filter((row) => !known.has(keyOf(row))) : found.rows;
      return { ...found, rows: [...before, ...added] };
    });
  }, [take, next, keyOf]);

  /** Asks anew for what is shown, after an error. */
  const again = useCallback(() => setTries((count) => count + 1), []);
  return { ...loaded, error, fetching, more, again };
}
