import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { durationOf, simple, UNITS, type Unit } from "./duration";
import css from "./edit.module.css";
import { fieldOf, heldBy, type Place, put } from "./fields";

/** How long: a number and its unit. What is no single number of one unit is asked for as it is written (`P1Y10D`). */
export function DurationField({
  place,
  name,
  label,
  description,
  unit: usual = "Y",
}: {
  place: Place;
  name: string;
  label: string;
  description?: string;
  /** The unit that is offered first. */
  unit?: Unit;
}) {
  const { t } = useTranslation("register");
  const value = heldBy<string>(place, name);
  const parts = simple(value);
  const [unit, setUnit] = useState<Unit>(parts?.unit ?? usual);
  const input = fieldOf(place, name);
  if (value !== "" && !parts) {
    return <TextInput {...input} label={label} description={description ?? t("duration.written")} />;
  }
  const shown = parts?.unit ?? unit;
  return (
    <div className={css.duration}>
      <NumberInput
        id={input.id}
        error={input.error}
        label={label}
        description={description}
        min={0}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={parts?.count ?? ""}
        onChange={(count) => put(place, name, durationOf(count, shown))}
      />
      <NativeSelect
        aria-label={t("duration.unit", { what: label })}
        value={shown}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          setUnit(next);
          if (parts) put(place, name, durationOf(parts.count, next));
        }}
        data={UNITS.map((unit) => ({ value: unit, label: t(`duration.${unit}`) }))}
      />
    </div>
  );
}
