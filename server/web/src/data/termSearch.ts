import type { TermInfo } from "./termNames";

/** Whether each word that was typed is somewhere in what a term is called or means. */
export function isFoundBy(term: TermInfo | undefined, typed: string): boolean {
  if (!term) return false;
  const { name, also, key, description } = term;
  const text = `${name} ${also ?? ""} ${key} ${description ?? ""}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How many terms each stands under. */
export function depths(terms: readonly TermInfo[]): Map<string, number> {
  const depths = new Map<string, number>();
  // A term comes after the one it stands under.
  for (const { key, parent } of terms) depths.set(key, parent === null ? 0 : (depths.get(parent) ?? -1) + 1);
  return depths;
}
