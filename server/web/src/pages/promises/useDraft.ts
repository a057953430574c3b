import { useCallback, useRef, useState } from "react";
import { same } from "./merge";

interface Stored<Thing> {
  base: Thing;
  draft: Thing;
  revision: number | undefined;
}

function read<Thing>(key: string): Stored<Thing> | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? "null") as Stored<Thing> | null;
    return stored?.draft && stored.base ? stored : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What someone writes, kept in this browser until it is saved or discarded. It is compared with what it was made from, so that
 * a draft that lay around is put together with what others did since.
 */
export function useDraft<Thing extends object>(
  key: string,
  fresh: { base: Thing; revision: number | undefined },
) {
  const start = useRef<Stored<Thing> & { back: boolean }>(undefined);
  if (!start.current) {
    const stored = read<Thing>(key);
    const changed = stored && !same(stored.base, stored.draft);
    // What was begun of something new goes on only where nothing else is to begin.
    start.current = changed
      ? { ...stored, back: true }
      : { base: fresh.base, draft: fresh.base, revision: fresh.revision, back: false };
  }
  const [state, setState] = useState(start.current);
  const store = useCallback(
    (next: Stored<Thing>) => {
      try {
        if (same(next.base, next.draft)) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A browser that stores nothing: the draft lives as long as the page.
      }
    },
    [key],
  );
  const setDraft = useCallback(
    (change: Thing | ((before: Thing) => Thing)) =>
      setState((before) => {
        const draft = typeof change === "function" ? change(before.draft) : change;
        const next = { ...before, draft };
        store(next);
        return next;
      }),
    [store],
  );
  /** Goes on from what is recorded now. */
  const rebase = useCallback(
    (base: Thing, revision: number | undefined, draft: Thing) =>
      setState((before) => {
        const next = { ...before, base, revision, draft };
        store(next);
        return next;
      }),
    [store],
  );
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  const discard = useCallback(() => {
    forget();
    setState({ base: fresh.base, draft: fresh.base, revision: fresh.revision, back: false });
  }, [forget, fresh.base, fresh.revision]);
  return { ...state, changed: !same(state.base, state.draft), setDraft, rebase, discard, forget };
}
