import type { TaxonomyKind } from "../gql/graphql";

/** What terms are called in a language, and what they mean, by their keys. */
export type TermWords = Readonly<Record<string, readonly [name: string, meaning: string]>>;

/** The terms that come with Kept. Countries are none of it: browsers know what they are called. */
export type TermCatalogue = Readonly<Record<TaxonomyKind, TermWords>>;

/** English has none: in it are the names that the service has. */
const CATALOGUES: Record<string, () => Promise<{ default: TermCatalogue }>> = {
  de: () => import("./de/terms"),
};

const brought = new Map<string, TermCatalogue>();

/** Brings what terms are called in a language. */
export async function bringTerms(language: string): Promise<void> {
  const catalogue = await CATALOGUES[language]?.();
  if (catalogue) brought.set(language, catalogue.default);
}

/** What terms are called in a language whose words were brought; undefined where the service's own names are in it. */
export function termWords(language: string): TermCatalogue | undefined {
  return brought.get(language);
}
