import { UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useTermName } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";
import { TermPicker } from "../parts/TermPicker";
import css from "./edit.module.css";
import { fieldOf, heldBy, type Place, put } from "./fields";

/** Terms of a taxonomy, with a few at hand that are likely. */
export function TermsField({
  place,
  name,
  label,
  taxonomy,
  description,
  likely = [],
}: {
  place: Place;
  name: string;
  label: string;
  taxonomy: TaxonomyKind;
  description?: string;
  /** Terms that can be added at a press. */
  likely?: readonly string[];
}) {
  const { t } = useTranslation("register");
  const term = useTermName();
  const value = heldBy<string[]>(place, name);
  const offered = likely.filter((key) => !value.includes(key)).slice(0, 5);
  return (
    <div>
      <TermPicker
        {...fieldOf(place, name)}
        taxonomy={taxonomy}
        selectFirstOptionOnChange
        label={label}
        description={description}
        clearButtonProps={{ "aria-label": t("clear", { what: label }) }}
      />
      {offered.length > 0 && (
        <div className={css.likely}>
          {offered.map((key) => (
            <UnstyledButton
              key={key}
              className={css.chip as string}
              aria-label={t("add", { what: term(taxonomy, key), to: label })}
              title={key}
              onClick={() => put(place, name, [...value, key])}
            >
              <IconPlus size={12} aria-hidden />
              {term(taxonomy, key)}
            </UnstyledButton>
          ))}
        </div>
      )}
    </div>
  );
}
