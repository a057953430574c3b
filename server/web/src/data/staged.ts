import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useMemo } from "react";
import type { Written } from "./documents";

/** A change that was thought of and not made: a register document, with what people call it. */
export interface Staged {
  id: string;
  title: string;
  /** As `apply` takes it: `{ kept: 1, flows: [...] }`. */
  document: Record<string, unknown>;
  /** Where it came from, such as a finding's id. */
  because?: string;
  /** The records it changes as they were when it was staged, by global id; null for one that was not there. */
  base?: Record<string, Written | null>;
}

/** What is staged on the page *What if*. It survives a reload, and is shared by the tabs of this browser. */
export function useStaged() {
  const [staged, setStaged] = useLocalStorage<Staged[]>({
    key: "kept.staged",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const stage = useCallback(
    (change: Omit<Staged, "id">) =>
      setStaged((before) => [...before, { ...change, id: crypto.randomUUID() }]),
    [setStaged],
  );
  const discard = useCallback(
    (id: string) => setStaged((before) => before.filter((change) => change.id !== id)),
    [setStaged],
  );
  const clear = useCallback(() => setStaged([]), [setStaged]);
  /** Brings back what was discarded, to the place it had. */
  const restore = useCallback(
    (changes: readonly Staged[], at = 0) =>
      setStaged((before) => {
        const gone = changes.filter(({ id }) => !before.some((change) => change.id === id));
        return [...before.slice(0, at), ...gone, ...before.slice(at)];
      }),
    [setStaged],
  );
  /** Remembers how the records were that a change is about. */
  const remember = useCallback(
    (bases: ReadonlyMap<string, Record<string, Written | null>>) =>
      setStaged((before) =>
        before.map((change) => {
          const base = bases.get(change.id);
          return base && !change.base ? { ...change, base } : change;
        }),
      ),
    [setStaged],
  );
  return useMemo(
    () => ({ staged, stage, discard, clear, restore, remember }),
    [staged, stage, discard, clear, restore, remember],
  );
}

/** All that is staged as one document: of a record that several change, the last counts. `merged` is more exact. */
export function together(staged: readonly Staged[]): Record<string, unknown> {
  const document: Record<string, unknown> = { kept: 1 };
  for (const { document: part } of staged) {
    for (const [noun, records] of Object.entries(part)) {
      if (!Array.isArray(records)) continue;
      const before = (document[noun] as { key?: unknown }[] | undefined) ?? [];
      const keys = new Set(records.map((record: { key?: unknown }) => record.key));
      document[noun] = [...before.filter((record) => !keys.has(record.key)), ...records];
    }
  }
  return document;
}
