import { Button, Menu, Popover } from "@mantine/core";
import { IconFilterPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TaxonomyKind } from "../gql/graphql";
import { FilterChoice, FilterWords } from "./FilterChoice";
import css from "./Filters.module.css";
import type { ListAddress } from "./listAddress";
import { TextFilter } from "./TextFilter";

export type FilterKind =
  | { kind: "many" | "one"; options: readonly { value: string; label: string }[]; hint?: string }
  | { kind: "term"; taxonomy: TaxonomyKind }
  | { kind: "party" }
  | { kind: "text"; placeholder?: string }
  /** So long ago, as `P6M`, or a day. */
  | { kind: "since"; periods: readonly string[] };

/** A filter of a list: its name in the address, what people call it and what it can be. */
export type Filter = FilterKind & {
  id: string;
  label: string;
  /** Whether it is offered without being looked for. */
  pinned?: boolean;
};

/** The filters of a list. Those that are set can be read, changed and taken away; the others are a press away. */
export function Filters({ filters, address }: { filters: readonly Filter[]; address: ListAddress }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  const isSet = (filter: Filter) => address.all(filter.id).length > 0;
  const shown = filters.filter((filter) => isSet(filter) || filter.pinned || filter.id === opened);
  const others = filters.filter((filter) => !shown.includes(filter));
  const set = filters.filter(isSet);
  const text = address.one("text");
  return (
    <search className={css.bar} aria-label={t("filters.label")}>
      <TextFilter
        className={css.text}
        label={t("list.filter")}
        text={text ?? ""}
        onText={(text) => address.set("text", [text], { replace: true })}
      />
      {shown.map((filter) => (
        <Pill
          key={filter.id}
          filter={filter}
          values={address.all(filter.id)}
          opened={opened === filter.id}
          onOpened={(is) => setOpened(is ? filter.id : undefined)}
          onValues={(values) => address.set(filter.id, values)}
        />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <button type="button" className={css.more}>
              <IconFilterPlus size={14} aria-hidden />
              {t("filters.more")}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((filter) => (
              <Menu.Item key={filter.id} onClick={() => setOpened(filter.id)}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {(set.length > 0 || text) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => address.clear(["text", ...set.map(({ id }) => id)])}
        >
          {t("action.clearFilters")}
        </Button>
      )}
    </search>
  );
}

function Pill({
  filter,
  values,
  opened,
  onOpened,
  onValues,
}: {
  filter: Filter;
  values: readonly string[];
  opened: boolean;
  onOpened: (is: boolean) => void;
  onValues: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const isSet = values.length > 0;
  return (
    <Popover opened={opened} onChange={onOpened} trapFocus returnFocus position="bottom-start" width={280}>
      <span className={css.pill} data-set={isSet}>
        <Popover.Target>
          <button type="button" onClick={() => onOpened(!opened)}>
            {filter.label}
            {isSet && (
              <strong>
                <FilterWords filter={filter} values={values} />
              </strong>
            )}
          </button>
        </Popover.Target>
        {isSet && (
          <button
            type="button"
            className={css.clear}
            aria-label={t("filters.remove", { name: filter.label })}
            onClick={() => onValues([])}
          >
            <IconX size={14} aria-hidden />
          </button>
        )}
      </span>
      <Popover.Dropdown aria-label={filter.label}>
        <FilterChoice
          filter={filter}
          values={values}
          onValues={onValues}
          onDone={(values) => {
            onValues(values);
            onOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
