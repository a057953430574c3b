import { Button, Menu, Popover } from "@mantine/core";
import { IconFilterPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TaxonomyKind } from "../gql/graphql";
import { type Choosing, FilterChoice, FilterWords } from "./FilterChoice";
import css from "./Filters.module.css";
import type { ListAddress } from "./listAddress";
import { TextFilter } from "./TextFilter";

export type FilterKind =
  | { kind: "many" | "one"; options: readonly { value: string; label: string }[]; hint?: string }
  | { kind: "term"; taxonomy: TaxonomyKind }
  | { kind: "party" }
  | { kind: "text"; placeholder?: string }
  /** So long ago, as `P6M`, or a day. */
  | { kind: "since"; periods: readonly string[] }
  /** What only one list is filtered by: how it says what is chosen, and where that is chosen. */
  | { kind: "own"; words: (value: string) => ReactNode; choice: (choosing: Choosing) => ReactNode };

/** A filter of a list: its name in the address, what people call it and what it can be. */
export type Filter = FilterKind & {
  id: string;
  label: string;
  /** Whether it is offered without being looked for. */
  pinned?: boolean;
};

interface Props {
  filters: readonly Filter[];
  address: Pick<ListAddress, "one" | "all" | "set" | "clear">;
  /** What comes first: choices that are always seen. */
  children?: ReactNode;
  /** The names in the address of what `children` choose, to clear them too. */
  besides?: readonly string[];
  /** What the address calls the words that are looked for. */
  words?: string;
}

/** The filters of a list. Those that are set can be read, changed and taken away; the others are a press away. */
export function Filters({ filters, address, children, besides = [], words = "text" }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  const isSet = (filter: Filter) => address.all(filter.id).length > 0;
  const shown = filters.filter((filter) => isSet(filter) || filter.pinned || filter.id === opened);
  const others = filters.filter((filter) => !shown.includes(filter));
  const set = [words, ...besides, ...filters.map(({ id }) => id)].filter((name) => address.one(name));
  return (
    <search className={css.bar} aria-label={t("filters.label")}>
      {children}
      <TextFilter
        className={css.text}
        label={t("list.filter")}
        text={address.one(words) ?? ""}
        onText={(text) => address.set(words, [text], { replace: true })}
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
      {set.length > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => address.clear(set)}>
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
