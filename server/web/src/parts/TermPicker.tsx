import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TaxonomyKind } from "../gql/graphql";
import { useTermOptions } from "./termOptions";

/** Terms of a taxonomy. */
export function TermPicker({
  taxonomy,
  ...others
}: { taxonomy: TaxonomyKind } & Omit<MultiSelectProps, "data" | "searchable">) {
  const { t } = useTranslation();
  return (
    <MultiSelect
      {...useTermOptions(taxonomy)}
      searchable
      hidePickedOptions
      clearable
      limit={60}
      maxDropdownHeight={320}
      nothingFoundMessage={t("palette.nothing")}
      {...others}
    />
  );
}
