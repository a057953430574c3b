import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";

/** Terms of a taxonomy, found by name, key or description; what stands under another is shown under it. */
export function TermPicker({
  taxonomy,
  ...others
}: { taxonomy: TaxonomyKind } & Omit<MultiSelectProps, "data" | "searchable">) {
  const { t } = useTranslation();
  const terms = useTerms()[taxonomy];
  const { data, about } = useMemo(() => {
    const parents = new Map(terms.map((term) => [term.key, term.parent]));
    const depth = (key: string) => {
      let levels = 0;
      for (let at = parents.get(key); at; at = parents.get(at)) levels += 1;
      return levels;
    };
    return {
      data: terms.map((term) => ({ value: term.key, label: term.name })),
      about: new Map(terms.map((term) => [term.key, { term, depth: depth(term.key) }])),
    };
  }, [terms]);
  return (
    <MultiSelect
      data={data}
      searchable
      hidePickedOptions
      clearable
      limit={60}
      maxDropdownHeight={320}
      nothingFoundMessage={t("palette.nothing")}
      filter={({ options, search, limit }) => {
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        const found = options.filter((option) => {
          if (!("value" in option)) return false;
          const term = about.get(String(option.value))?.term;
          const text = `${term?.name} ${term?.key} ${term?.description ?? ""}`.toLowerCase();
          return words.every((word) => text.includes(word));
        });
        return found.slice(0, limit);
      }}
      renderOption={({ option }) => {
        const known = about.get(option.value);
        return (
          <span style={{ paddingLeft: `${(known?.depth ?? 0) * 0.75}rem` }}>
            <span>{option.label}</span> <code className="quiet">{option.value}</code>
          </span>
        );
      }}
      {...others}
    />
  );
}
