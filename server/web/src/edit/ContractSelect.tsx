import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAsk } from "../data/live";
import { graphql } from "../gql";
import { fieldOf, heldBy, type Place, put, useUpcoming } from "./fields";

const SomeContracts = graphql(`
  query SomeContracts($filter: ContractFilter) {
    contracts(filter: $filter, first: 200) {
      nodes { key title kind }
    }
  }
`);

/** A contract of one of the parties; of anyone when no party is known. */
export function ContractSelect({
  place,
  name,
  label,
  party,
  description,
}: {
  place: Place;
  name: string;
  label: string;
  party?: string | undefined;
  description?: string;
}) {
  const { t } = useTranslation();
  const value = heldBy<string>(place, name);
  const upcoming = useUpcoming();
  // A party that is not in the register yet has no contracts there.
  const known = party && !upcoming.parties.some(({ key }) => key === party);
  const { data } = useAsk(
    SomeContracts,
    { filter: known ? { party } : null },
    { pause: Boolean(party) && !known },
  );
  const options = new Map<string, { value: string; label: string }>();
  for (const { key, name } of upcoming.contracts)
    if (key) options.set(key, { value: key, label: name || key });
  for (const { key, title, kind } of data?.contracts.nodes ?? []) {
    if (!options.has(key)) {
      options.set(key, {
        value: key,
        label: title === key ? `${key} (${t(`contractKind.${kind}`)})` : title,
      });
    }
  }
  if (value && !options.has(value)) options.set(value, { value, label: value });
  return (
    <Select
      {...fieldOf(place, name)}
      label={label}
      description={description}
      value={value || null}
      onChange={(key) => put(place, name, key ?? "")}
      data={[...options.values()]}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.remove") }}
      limit={60}
      nothingFoundMessage={t("palette.nothing")}
    />
  );
}
