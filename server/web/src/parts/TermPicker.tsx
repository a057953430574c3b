import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { depths, isFoundBy } from "../data/termNames";
import { useTerms } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";

/** Terms of a taxonomy, found by name, key or description; what stands under another is shown under it. */
export function TermPicker({
  taxonomy,
  ...others
}: { taxonomy: TaxonomyKind } & Omit<MultiSelectProps, "data" | "searchable">) {
  const { t } = useTranslation();
  const terms = useTerms()[taxonomy];
  const { data, about, depth } = useMemo(
    () => ({
      data: terms.map(({ key, name }) => ({ value: key, label: name })),
      about: new Map(terms.map((term) => [term.key, term])),
      depth: depths(terms),
    }),
    [terms],
  );
  return (
    <MultiSelect
      data={data}
      searchable
      hidePickedOptions
      clearable
      limit={60}
      maxDropdownHeight={320}
      nothingFoundMessage={t("palette.nothing")}
      filter={({ options, search, limit }) =>
        options
          .filter((option) => "value" in option && isFoundBy(about.get(String(option.value)), search))
          .slice(0, limit)
      }
      renderOption={({ option }) => (
        <span
          style={{ paddingLeft: `${(depth.get(option.value) ?? 0) * 0.75}rem` }}
          title={about.get(option.value)?.description ?? undefined}
        >
          <span>{option.label}</span> <code className="quiet">{option.value}</code>
        </span>
      )}
      {...others}
    />
  );
}
