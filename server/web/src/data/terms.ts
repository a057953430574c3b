import { createContext, createElement, type ReactNode, useCallback, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql";
import type { TaxonomyKind } from "../gql/graphql";
import { termWords } from "../i18n/terms";
import { useAsk } from "./live";
import { type Terms, termsIn } from "./termNames";

const TermsQuery = graphql(`
  query Terms {
    taxonomy {
      categories { ...TermParts }
      purposes { ...TermParts }
      subjects { ...TermParts }
      regions { ...TermParts }
      safeguards { ...TermParts }
    }
  }
`);

graphql(`
  fragment TermParts on Term {
    key
    name
    description
    parent { key }
    builtIn
  }
`);

const Known = createContext<{ terms: Terms; names: Map<string, string> }>({
  terms: { CATEGORY: [], PURPOSE: [], SUBJECT: [], REGION: [], SAFEGUARD: [] },
  names: new Map(),
});

/** Asks for the taxonomies once, for everything on the page that names a term. */
export function TermsProvider({ children }: { children: ReactNode }) {
  const { data } = useAsk(TermsQuery, {});
  const { language } = useTranslation().i18n;
  const known = useMemo(() => {
    const taxonomy = data?.taxonomy;
    const list = (terms: NonNullable<typeof taxonomy>["categories"] | undefined) =>
      (terms ?? []).map(({ parent, ...term }) => ({ ...term, parent: parent?.key ?? null }));
    const terms = termsIn(language, termWords(language), {
      CATEGORY: list(taxonomy?.categories),
      PURPOSE: list(taxonomy?.purposes),
      SUBJECT: list(taxonomy?.subjects),
      REGION: list(taxonomy?.regions),
      SAFEGUARD: list(taxonomy?.safeguards),
    });
    const names = new Map<string, string>();
    for (const [kind, list] of Object.entries(terms)) {
      for (const term of list) names.set(`${kind}:${term.key}`, term.name);
    }
    return { terms, names };
  }, [data, language]);
  return createElement(Known.Provider, { value: known }, children);
}

/** Every term of the taxonomies in the language of the page, by kind, each before those under it; empty until it is known. */
export function useTerms(): Terms {
  return useContext(Known).terms;
}

/** What people call a term in the language of the page; its key while that is not known. */
export function useTermName(): (taxonomy: TaxonomyKind, key: string) => string {
  const { names } = useContext(Known);
  return useCallback((taxonomy, key) => names.get(`${taxonomy}:${key}`) ?? key, [names]);
}
