import { MultiSelect, type OptionsFilter, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { graphql } from "../gql";
import type { PartyFilter } from "../gql/graphql";
import { fieldOf, heldBy, type Place, put, useUpcoming } from "./fields";

const SomeParties = graphql(`
  query SomeParties($filter: PartyFilter) {
    parties(filter: $filter, orderBy: { field: NAME, direction: ASC }, first: 30) {
      nodes { key name kind }
    }
  }
`);

const PartyName = graphql(`
  query EditPartyName($key: String!) {
    party(key: $key) { key name kind }
  }
`);

/** Parties of the register by a few letters of their names; those that are about to be added are there too. */
function useOptions(search: string, filter: PartyFilter | undefined) {
  const { t } = useTranslation();
  const [text] = useDebouncedValue(search.trim(), 200);
  const { data } = useAsk(SomeParties, { filter: { ...filter, ...(text ? { text } : {}) } });
  const upcoming = useUpcoming().parties;
  return useMemo(() => {
    const options = new Map<string, { value: string; label: string; about: string }>();
    for (const { key, name } of upcoming)
      if (key) options.set(key, { value: key, label: name || key, about: key });
    for (const { key, name, kind } of data?.parties.nodes ?? []) {
      if (!options.has(key))
        options.set(key, { value: key, label: name, about: `${key} · ${t(`partyKind.${kind}`)}` });
    }
    return options;
  }, [data, upcoming, t]);
}

/** What fits the words that are typed now: the server's answer may be to fewer of them. */
function fitting(about: ReadonlyMap<string, string>, shown?: string): OptionsFilter {
  return ({ options, search }) => {
    const words = search === shown ? [] : search.toLowerCase().split(/\s+/).filter(Boolean);
    return options.filter((option) => {
      if (!("value" in option)) return false;
      const text = `${option.label} ${about.get(String(option.value)) ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  };
}

export function PartySelect({
  place,
  name,
  label,
  filter,
  required = false,
  description,
}: {
  place: Place;
  name: string;
  label: string;
  filter?: PartyFilter;
  required?: boolean;
  description?: string;
}) {
  const { t } = useTranslation();
  const value = heldBy<string>(place, name);
  const [search, setSearch] = useState("");
  const upcoming = useUpcoming().parties.find(({ key }) => key === value);
  const chosen = useAsk(PartyName, { key: value }, { pause: !value || upcoming !== undefined }).data?.party;
  const shown = chosen?.key === value ? chosen.name : undefined;
  const options = useOptions(search === (shown ?? upcoming?.name) ? "" : search, filter);
  const data = [...options.values()];
  if (value && !options.has(value)) data.unshift({ value, label: shown ?? value, about: value });
  const about = new Map(data.map((option) => [option.value, option.about]));
  const input = fieldOf(place, name);
  return (
    <Select
      {...input}
      label={label}
      description={description}
      required={required}
      value={value || null}
      onChange={(key) => put(place, name, key ?? "")}
      data={data}
      searchable
      // A form may begin here: a list over it comes when it is asked for.
      openOnFocus={false}
      clearable={!required}
      clearButtonProps={{ "aria-label": t("action.remove") }}
      onSearchChange={setSearch}
      filter={fitting(about, shown ?? upcoming?.name)}
      maxDropdownHeight={320}
      nothingFoundMessage={t("palette.nothing")}
      renderOption={({ option }) => (
        <span>
          {option.label} <span className="quiet">{about.get(option.value)}</span>
        </span>
      )}
    />
  );
}

export function PartiesSelect({ place, name, label }: { place: Place; name: string; label: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const options = useOptions(search, undefined);
  // Names that were seen stay known when the list shows others.
  const names = useRef(new Map<string, string>());
  for (const [key, { label }] of options) names.current.set(key, label);
  const value = heldBy<string[]>(place, name);
  const data = [...options.values()];
  for (const key of value) {
    if (!options.has(key)) data.push({ value: key, label: names.current.get(key) ?? key, about: key });
  }
  return (
    <MultiSelect
      {...fieldOf(place, name)}
      label={label}
      data={data}
      searchable
      hidePickedOptions
      onSearchChange={setSearch}
      filter={fitting(new Map(data.map(({ value, about }) => [value, about])))}
      nothingFoundMessage={t("palette.nothing")}
    />
  );
}
