import { MultiSelect, TagsInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { usePartyNames } from "../../data/partyNames";
import { graphql } from "../../gql";
import type { PartyKind } from "../../gql/graphql";
import type { Selector } from "./draft";
import css from "./Editor.module.css";

const PartiesQuery = graphql(`
  query PartiesToName($text: String) {
    parties(filter: { text: $text }, first: 50) {
      nodes { key name kind tags }
    }
  }
`);

const KINDS: readonly PartyKind[] = ["VENDOR", "PARTNER", "AFFILIATE", "PUBLIC_AUTHORITY", "SYSTEM", "SELF"];

/** Some parties: of a kind, by name, or with a tag. */
export function RecipientFields({
  value,
  onChange,
  error,
}: {
  value: Selector;
  onChange: (value: Selector) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation(["promises", "common"]);
  const [search, setSearch] = useState("");
  const [text] = useDebouncedValue(search.trim(), 200);
  const found = useAsk(PartiesQuery, { text: text || null }).data?.parties.nodes ?? [];
  const name = usePartyNames(value.parties);
  const parties = new Map(found.map((party) => [party.key, party.name]));
  for (const key of value.parties) parties.set(key, parties.get(key) ?? name(key));
  const tags = [...new Set(found.flatMap((party) => party.tags))].sort();
  return (
    <div className={css.recipients}>
      <MultiSelect
        size="xs"
        label={t("edit.recipientKinds")}
        data={KINDS.map((kind) => ({ value: kind, label: t(`common:partyKind.${kind}`) }))}
        value={value.kinds}
        clearable
        hidePickedOptions
        onChange={(kinds) => onChange({ ...value, kinds: kinds as PartyKind[] })}
      />
      <MultiSelect
        size="xs"
        label={t("edit.recipientParties")}
        placeholder={t("edit.recipientPartiesHint")}
        data={[...parties].map(([key, name]) => ({ value: key, label: name }))}
        value={value.parties}
        searchable
        clearable
        hidePickedOptions
        // The server has searched already.
        filter={({ options }) => options}
        searchValue={search}
        onSearchChange={setSearch}
        nothingFoundMessage={t("common:palette.nothing")}
        onChange={(parties) => onChange({ ...value, parties })}
      />
      <TagsInput
        size="xs"
        label={t("edit.recipientTags")}
        placeholder={t("edit.recipientTagsHint")}
        data={tags}
        value={value.tags}
        clearable
        onChange={(tags) => onChange({ ...value, tags })}
      />
      {error && <p className={css.error}>{error}</p>}
    </div>
  );
}
