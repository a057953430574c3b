import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { useTermOptions } from "../../parts/termOptions";
import type { Place } from "./model";
import { MapPartySearchQuery } from "./queries";

/** One category of the taxonomy. */
export function CategoryPicker({
  value,
  onChange,
  className,
}: {
  value: string | undefined;
  onChange: (category: string | undefined) => void;
  className?: string | undefined;
}) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  return (
    <Select
      aria-label={t("pick.category")}
      placeholder={t("pick.categoryHint")}
      size="sm"
      className={className}
      {...useTermOptions("CATEGORY")}
      value={value ?? null}
      onChange={(key) => onChange(key ?? undefined)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("pick.noCategory") }}
      limit={80}
      maxDropdownHeight={340}
      nothingFoundMessage={common("palette.nothing")}
      comboboxProps={{ width: "22rem", position: "bottom-start" }}
    />
  );
}

/** A party of the register, found by its name; those on the map first. */
export function PartyPicker({
  value,
  places,
  onChange,
  className,
  hint,
}: {
  value: string | undefined;
  places: readonly Place[];
  onChange: (party: string | undefined) => void;
  className?: string | undefined;
  hint?: string;
}) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const [search, setSearch] = useState("");
  const [text] = useDebouncedValue(search.trim(), 150);
  const asked = useAsk(MapPartySearchQuery, { text }, { pause: text.length < 2 });
  const data = useMemo(() => {
    const names = new Map(places.map(({ key, name }) => [key, name]));
    const matching = [...names].filter(([, name]) => name.toLowerCase().includes(text.toLowerCase()));
    const found = new Map(text.length < 2 ? names : matching.slice(0, 40));
    if (text.length >= 2)
      for (const { title, node } of asked.data?.search.nodes ?? []) found.set(node.key, title);
    if (value && !found.has(value)) found.set(value, names.get(value) ?? value);
    return [...found].map(([key, name]) => ({ value: key, label: name }));
  }, [places, text, asked.data, value]);
  return (
    <Select
      aria-label={t("pick.party")}
      placeholder={hint ?? t("pick.partyHint")}
      size="sm"
      className={className}
      data={data}
      value={value ?? null}
      onChange={(key) => onChange(key ?? undefined)}
      onSearchChange={setSearch}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("pick.noParty") }}
      filter={({ options }) => options}
      maxDropdownHeight={340}
      nothingFoundMessage={text.length < 2 ? t("pick.type") : common("palette.nothing")}
      comboboxProps={{ width: "18rem", position: "bottom-start" }}
    />
  );
}
