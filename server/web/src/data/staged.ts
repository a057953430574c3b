import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useMemo } from "react";

/** A change that was thought of and not made: a register document, with what people call it. */
export interface Staged {
  id: string;
  title: string;
  /** As `apply` takes it: `{ kept: 1, flows: [...] }`. */
  document: Record<string, unknown>;
  /** Records that it removes, by their global ids. */
  removes?: string[];
  /** Where it came from, such as a finding's id. */
  because?: string;
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
  return useMemo(() => ({ staged, stage, discard, clear }), [staged, stage, discard, clear]);
}

/** All that is staged as one document: of a record that several change, the last counts. */
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
