import type { TaxonomyKind } from "../gql/graphql";
import type { TermCatalogue } from "../i18n/terms";

/** A term as the server tells of it. */
export interface ToldTerm {
  key: string;
  name: string;
  description: string | null;
  parent: string | null;
  builtIn: boolean;
}

export interface TermInfo {
  key: string;
  /** What it is called in the language of the page. */
  name: string;
  description: string | null;
  parent: string | null;
  /** What the server calls it, where that is another name. */
  also: string | null;
}

export type Terms = Record<TaxonomyKind, TermInfo[]>;

const isCountry = (key: string) => /^[A-Z]{2}$/.test(key);

/**
 * Terms in a language: those that come with Kept by the names that the catalogue has, those that people added by their own.
 * What stands under another comes after it, else they are in the order of names, groups of countries before countries.
 */
export function termsIn(
  language: string,
  catalogue: TermCatalogue | undefined,
  told: Record<TaxonomyKind, readonly ToldTerm[]>,
): Terms {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const country = (style: "short" | "long") =>
    new Intl.DisplayNames(language, { type: "region", fallback: "none", style });
  const [short, long] = [country("short"), country("long")];
  const inLanguage = (kind: TaxonomyKind) => {
    const named = told[kind].map(({ builtIn, ...term }): TermInfo => {
      const asTold = { ...term, also: null };
      // Without a catalogue the server's names are in this language.
      if (!catalogue || !builtIn) return asTold;
      const isPlace = kind === "REGION" && isCountry(term.key);
      // USA in a cell of a table; found as Vereinigte Staaten, too.
      const [name, meaning] =
        catalogue[kind][term.key] ?? (isPlace ? [short.of(term.key), long.of(term.key)] : []);
      if (!name) return asTold;
      // A description in another language than the name helps nobody.
      return { ...term, name, description: meaning ?? null, also: name === term.name ? null : term.name };
    });
    return inOrder(named, compare);
  };
  return {
    CATEGORY: inLanguage("CATEGORY"),
    PURPOSE: inLanguage("PURPOSE"),
    SUBJECT: inLanguage("SUBJECT"),
    REGION: inLanguage("REGION"),
    SAFEGUARD: inLanguage("SAFEGUARD"),
  };
}

/** Each term before those under it, side by side by name. */
function inOrder(terms: readonly TermInfo[], compare: (a: string, b: string) => number): TermInfo[] {
  const known = new Set(terms.map(({ key }) => key));
  const under = new Map<string | null, TermInfo[]>();
  for (const term of terms) {
    const parent = term.parent !== null && known.has(term.parent) ? term.parent : null;
    const before = under.get(parent);
    if (before) before.push(term);
    else under.set(parent, [term]);
  }
  const ordered: TermInfo[] = [];
  const put = (parent: string | null) => {
    const beside = under.get(parent) ?? [];
    beside.sort((a, b) => Number(isCountry(a.key)) - Number(isCountry(b.key)) || compare(a.name, b.name));
    for (const term of beside) {
      ordered.push(term);
      put(term.key);
    }
  };
  put(null);
  return ordered;
}

/** Whether a term is what someone looks for: all that was typed is in what it is called, here or by the server, or in its key. */
export function isCalled(term: TermInfo | undefined, typed: string): boolean {
  return !!term && `${term.name} ${term.also ?? ""} ${term.key}`.toLowerCase().includes(typed.toLowerCase());
}
