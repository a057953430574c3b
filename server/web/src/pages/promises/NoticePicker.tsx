import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";

export const NoticesInForceQuery = graphql(`
  query NoticesInForce($on: Date!, $text: String) {
    notices(filter: { inForceOn: $on, text: $text }, orderBy: { field: EFFECTIVE_ON, direction: DESC }, first: 100) {
      totalCount
      nodes { key title by { key name } }
    }
  }
`);

/** Which notice is read: of those in force on the day, and the one that is read already. */
export function NoticePicker({
  value,
  title,
  onChange,
  all,
  wide = false,
  size = "sm",
  comboboxProps,
}: {
  value: string | undefined;
  /** What the notice that is read is called, for when it is not in force. */
  title?: string | undefined;
  onChange: (key: string | undefined) => void;
  /** Whether no notice means all of them. */
  all: boolean;
  /** As wide as what it stands in. */
  wide?: boolean;
  size?: "xs" | "sm";
} & Pick<SelectProps, "comboboxProps">) {
  const { t } = useTranslation("promises");
  const { day } = useDay();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 250);
  const first = useAsk(NoticesInForceQuery, { on: day, text: null });
  // A hundred are at hand; of more, those that are searched for.
  const many = (first.data?.notices.totalCount ?? 0) > 100;
  const wanted = many && settled.length > 1 ? settled : null;
  const found = useAsk(NoticesInForceQuery, { on: day, text: wanted }, { pause: wanted === null });
  const notices = [...((wanted ? found.data : first.data)?.notices.nodes ?? [])];
  const options = notices.map(({ key, title, by }) => ({
    value: key,
    label: title,
    by: by?.name ?? "",
  }));
  if (value && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: title ?? value, by: "" });
  }
  const by = new Map(options.map((option) => [option.value, option.by]));
  return (
    <Select
      size={size}
      {...(comboboxProps && { comboboxProps })}
      style={{ flex: wide ? "1" : size === "xs" ? "0 1 16rem" : "0 1 24rem", minWidth: "12rem" }}
      aria-label={t("filter.notice")}
      placeholder={t("filter.noticeAll")}
      data={options}
      value={value ?? null}
      onChange={(key) => onChange(key ?? undefined)}
      clearable={all}
      allowDeselect={all}
      searchable={many || options.length > 8}
      {...(many && { onSearchChange: setSearch })}
      renderOption={({ option }) => (
        <span style={{ display: "flex", flexDirection: "column" }}>
          <span>{option.label}</span>
          <span className="quiet">{by.get(option.value)}</span>
        </span>
      )}
    />
  );
}
