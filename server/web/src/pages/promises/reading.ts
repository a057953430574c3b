import type { PromiseKind, Verdict } from "../../gql/graphql";

/** What the reading room knows of each promise of a notice. */
export interface Read {
  key: string;
  kind: PromiseKind;
  quote: string | null;
  section: string | null;
  verdict: Verdict | null;
  scope: { categories: readonly string[] };
}

export interface Wanted {
  verdict?: Verdict | undefined;
  kind?: PromiseKind | undefined;
  category?: string | undefined;
  text?: string | undefined;
}

/** Sections as they follow each other in a notice: 2 before 10, 3 before 3.1; what has none comes last. */
export function compareSections(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a.localeCompare(b, "en", { numeric: true });
}

export function inOrder<Item extends Read>(promises: readonly Item[]): Item[] {
  return [...promises].sort(
    (a, b) => compareSections(a.section, b.section) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}

/** The chapter that a section stands in: 4 of 4.2 and of § 4 (2). */
export function chapterOf(section: string | null): string | null {
  if (section === null) return null;
  return /^\D*(\d+)/.exec(section)?.[1] ?? section;
}

/** The promises of a notice in its order, a chapter at a time. */
export function chapters<Item extends Read>(
  promises: readonly Item[],
): { chapter: string | null; promises: Item[] }[] {
  const list: { chapter: string | null; promises: Item[] }[] = [];
  for (const promise of inOrder(promises)) {
    const chapter = chapterOf(promise.section);
    const last = list.at(-1);
    if (last && last.chapter === chapter) last.promises.push(promise);
    else list.push({ chapter, promises: [promise] });
  }
  return list;
}

/** Whether a promise is about a category: it, one under it or one above it; a promise about all data always is. */
export function concerns(
  categories: readonly string[],
  wanted: string,
  parentOf: (key: string) => string | null | undefined,
): boolean {
  if (categories.length === 0) return true;
  const covers = (above: string, below: string) => {
    for (let at: string | null | undefined = below; at; at = parentOf(at)) if (at === above) return true;
    return false;
  };
  return categories.some((category) => covers(category, wanted) || covers(wanted, category));
}

export function matching<Item extends Read>(
  promises: readonly Item[],
  wanted: Wanted,
  parentOf: (key: string) => string | null | undefined,
): Item[] {
  const words = (wanted.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return promises.filter((promise) => {
    const text = `${promise.key} ${promise.quote ?? ""}`.toLowerCase();
    return (
      (!wanted.verdict || promise.verdict === wanted.verdict) &&
      (!wanted.kind || promise.kind === wanted.kind) &&
      (!wanted.category || concerns(promise.scope.categories, wanted.category, parentOf)) &&
      words.every((word) => text.includes(word))
    );
  });
}

export type Counts = Record<Verdict, number>;

export function countVerdicts(promises: readonly { verdict: Verdict | null }[]): Counts {
  const counts: Counts = { KEPT: 0, BROKEN: 0, UNPROVEN: 0 };
  for (const { verdict } of promises) if (verdict) counts[verdict] += 1;
  return counts;
}

/** The verdicts as they are told everywhere: the gravest first. */
export const VERDICTS: readonly Verdict[] = ["BROKEN", "UNPROVEN", "KEPT"];
