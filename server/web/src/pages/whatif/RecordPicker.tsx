import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import type { NodeKind } from "../../gql/graphql";
import { FindRecordQuery } from "./queries";

export interface Picked {
  id: string;
  title: string;
}

/** Something of the register, found by its name or its words. */
export function RecordPicker({
  kinds,
  label,
  value,
  onPick,
  ...others
}: {
  kinds: NodeKind[];
  label: string;
  value: Picked | undefined;
  onPick: (picked: Picked | undefined) => void;
} & Pick<SelectProps, "size" | "comboboxProps">) {
  const { t } = useTranslation("whatif");
  const { t: say } = useTranslation();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 200);
  const pause = text.length < 2 || text === value?.title;
  const asked = useAsk(FindRecordQuery, { text, kinds }, { pause });
  const found = pause ? [] : (asked.data?.search.nodes ?? []);
  const options = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={t("pick.placeholder")}
      data={options.map(({ id, title }) => ({ value: id, label: title }))}
      value={value?.id ?? null}
      onChange={(id) => onPick(options.find((option) => option.id === id))}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={
        text.length < 2 ? t("pick.type") : asked.fetching ? say("state.loading") : t("pick.nothing")
      }
      renderOption={({ option }) => (
        <span>
          {option.label} <code className="quiet">{option.value.slice(option.value.indexOf(":") + 1)}</code>
        </span>
      )}
      data-autofocus
      {...others}
    />
  );
}
