import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { graphql } from "../gql";

const PartiesDocument = graphql(`
  query PartiesCalled($text: String) {
    parties(filter: { text: $text }, first: 20, orderBy: { field: NAME }) {
      nodes { key name }
    }
  }
`);

const ChosenDocument = graphql(`
  query PartyChosen($key: String!) {
    party(key: $key) { key name }
  }
`);

/** One party, found by a part of its name: the server searches, so that there may be any number of them. */
export function PartyPicker({
  value,
  ...others
}: Omit<SelectProps, "data" | "searchable" | "value"> & { value: string | null }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [text] = useDebouncedValue(search, 150);
  const found = useAsk(PartiesDocument, { text: text.trim() || null }).data?.parties.nodes;
  const chosen = useAsk(ChosenDocument, { key: value ?? "" }, { pause: !value }).data?.party;
  const data = useMemo(() => {
    const parties = new Map((found ?? []).map((party) => [party.key, party.name]));
    // What is chosen is called by its name even when the search is for something else.
    if (value) parties.set(value, chosen?.key === value ? chosen.name : (parties.get(value) ?? value));
    return [...parties].map(([value, label]) => ({ value, label }));
  }, [found, chosen, value]);
  return (
    <Select
      searchable
      clearable
      data={data}
      value={value}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={t("palette.nothing")}
      {...others}
    />
  );
}
