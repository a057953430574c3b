import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { graphql } from "../gql";

const Found = graphql(`
  query PartiesCalled($text: String) {
    parties(filter: { text: $text }, orderBy: { field: NAME }, first: 30) {
      nodes { key name kind }
    }
  }
`);

const Named = graphql(`
  query PartyCalled($key: String!) {
    party(key: $key) { key name kind }
  }
`);

/** The name of a party by its key; the key while it is not known. */
export function PartyName({ of }: { of: string }) {
  const { data } = useAsk(Named, { key: of });
  return <>{data?.party?.name ?? of}</>;
}

/** One party, found by what the register says of it. */
export function PartySelect({
  value,
  onChange,
  ...others
}: { value: string | undefined; onChange: (key: string | undefined) => void } & Omit<
  SelectProps,
  "data" | "value" | "onChange" | "searchable"
>) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [text] = useDebouncedValue(search, 200);
  const chosen = useAsk(Named, { key: value ?? "" }, { pause: !value }).data?.party;
  // What was chosen is in the field then, and nothing is looked for.
  const found = useAsk(Found, { text: text === chosen?.name ? "" : text }).data?.parties.nodes ?? [];
  const known = chosen && !found.some(({ key }) => key === chosen.key) ? [chosen, ...found] : found;
  const kinds = new Map(known.map(({ key, kind }) => [key, kind]));
  return (
    <Select
      searchable
      clearable
      data={known.map(({ key, name }) => ({ value: key, label: name }))}
      // The server has looked already, in more than the name.
      filter={({ options }) => options}
      value={value ?? null}
      onChange={(key) => onChange(key ?? undefined)}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t("palette.nothing")}
      renderOption={({ option }) => {
        const kind = kinds.get(option.value);
        return (
          <span>
            {option.label} {kind && <span className="quiet">{t(`partyKind.${kind}`)}</span>}
          </span>
        );
      }}
      {...others}
    />
  );
}
