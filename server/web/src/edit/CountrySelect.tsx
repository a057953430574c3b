import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "../data/terms";
import { fieldOf, heldBy, type Place, put } from "./fields";

/** A country by its name or its code. */
export function CountrySelect({ place, name, label }: { place: Place; name: string; label: string }) {
  const { t } = useTranslation();
  const regions = useTerms().REGION;
  const value = heldBy<string>(place, name);
  const data = useMemo(() => {
    const countries = regions
      .filter(({ key }) => /^[A-Z]{2}$/.test(key))
      .map(({ key, name }) => ({ value: key, label: `${name} (${key})` }));
    if (value && !countries.some((country) => country.value === value))
      countries.push({ value, label: value });
    return countries.sort((one, other) => one.label.localeCompare(other.label));
  }, [regions, value]);
  return (
    <Select
      {...fieldOf(place, name)}
      label={label}
      value={value || null}
      onChange={(key) => put(place, name, key ?? "")}
      data={data}
      searchable
      selectFirstOptionOnChange
      clearable
      clearButtonProps={{ "aria-label": t("action.remove") }}
      limit={60}
      nothingFoundMessage={t("palette.nothing")}
    />
  );
}
