import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { isFoundBy } from "../data/termSearch";
import { useTerms } from "../data/terms";
import { fieldOf, heldBy, type Place, put } from "./fields";

/** A country, found by what it is called here or by the server, or by its code. */
export function CountrySelect({ place, name, label }: { place: Place; name: string; label: string }) {
  const { t, i18n } = useTranslation();
  const regions = useTerms().REGION;
  const value = heldBy<string>(place, name);
  const { data, about } = useMemo(() => {
    const known = regions.filter(({ key }) => /^[A-Z]{2}$/.test(key));
    const countries = known.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }));
    if (value && !countries.some((country) => country.value === value))
      countries.push({ value, label: value });
    const { compare } = new Intl.Collator(i18n.language);
    return {
      data: countries.sort((one, other) => compare(one.label, other.label)),
      about: new Map(known.map((term) => [term.key, term])),
    };
  }, [regions, value, i18n.language]);
  return (
    <Select
      {...fieldOf(place, name)}
      label={label}
      value={value || null}
      onChange={(key) => put(place, name, key ?? "")}
      data={data}
      searchable
      filter={({ options, search, limit }) =>
        options
          .filter(
            (option) =>
              "value" in option &&
              // The field says what was chosen, with its code.
              (option.label === search || isFoundBy(about.get(String(option.value)), search)),
          )
          .slice(0, limit)
      }
      selectFirstOptionOnChange
      clearable
      clearButtonProps={{ "aria-label": t("action.remove") }}
      limit={60}
      nothingFoundMessage={t("palette.nothing")}
    />
  );
}
