import { useCallback, useMemo, useRef, useState } from "react";

interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range starts. */
  anchor: string | undefined;
}

/** What is selected after one more click or key: a range takes everything from the anchor to there along. */
export function picked(
  { ids, anchor }: Selection,
  shown: readonly string[],
  id: string,
  range: boolean,
): Selection {
  const next = new Set(ids);
  const from = anchor === undefined ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    const on = ids.has(anchor as string);
    for (const each of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (on) next.add(each);
      else next.delete(each);
    }
  } else if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** What is selected of a list, and how that is changed. */
export type Selecting = ReturnType<typeof useSelection>;

export function useSelection(shown: readonly string[]) {
  const [selection, setSelection] = useState<Selection>({ ids: new Set(), anchor: undefined });
  // Read when something is pressed: what is said of a row does not change when there are more rows.
  const now = useRef(shown);
  now.current = shown;
  const toggle = useCallback(
    (id: string, range = false) => setSelection((before) => picked(before, now.current, id, range)),
    [],
  );
  const all = useCallback(() => setSelection({ ids: new Set(now.current), anchor: undefined }), []);
  const clear = useCallback(() => setSelection({ ids: new Set(), anchor: undefined }), []);
  const has = useCallback((id: string) => selection.ids.has(id), [selection]);
  // What is not shown any more, because it was mended or filtered away, is not acted on.
  const ids = useMemo(() => shown.filter((id) => selection.ids.has(id)), [shown, selection]);
  return { ids, has, toggle, all, clear };
}
