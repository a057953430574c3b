import type { ComboboxItem, OptionsFilter } from "@mantine/core";
import { Fragment, useMemo } from "react";
import { depths, isFoundBy } from "../data/termSearch";
import { useTerms } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";
import css from "./termOptions.module.css";

/** Where a key may go on in the next line. */
const BREAKS = /(?<=[._])/;

/** A taxonomy as what a list offers: found by name, key or description; what stands under another is shown under it. */
export function useTermOptions(taxonomy: TaxonomyKind) {
  const terms = useTerms()[taxonomy];
  return useMemo(() => {
    const about = new Map(terms.map((term) => [term.key, term]));
    const depth = depths(terms);
    const filter: OptionsFilter = ({ options, search, limit }) =>
      options
        .filter((option) => "value" in option && isFoundBy(about.get(String(option.value)), search))
        .slice(0, limit);
    return {
      data: terms.map(({ key, name }) => ({ value: key, label: name })),
      filter,
      renderOption: ({ option: { value, label } }: { option: ComboboxItem }) => (
        <span
          className={css.option}
          style={{ paddingLeft: `${(depth.get(value) ?? 0) * 0.75}rem` }}
          title={about.get(value)?.description ?? undefined}
        >
          {label}{" "}
          <code className="quiet">
            {value.split(BREAKS).map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a key stay where they are.
              <Fragment key={at}>
                <wbr />
                {part}
              </Fragment>
            ))}
          </code>
        </span>
      ),
    };
  }, [terms]);
}
