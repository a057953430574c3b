import { NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { durationOf, partsOf, UNITS, type Unit } from "./duration";
import css from "./Editor.module.css";

/** How long: a number and a unit. What takes more than one unit is written as ISO 8601 says. */
export function DurationField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation("promises");
  const parts = partsOf(value);
  if (!parts) {
    return (
      <TextInput
        size="xs"
        aria-label={t("edit.duration")}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
      />
    );
  }
  return (
    <div className={css.duration}>
      <NumberInput
        size="xs"
        aria-label={t("edit.count")}
        min={0}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        value={parts.count}
        error={error}
        onChange={(count) => onChange(durationOf(Number(count) || 0, parts.unit))}
      />
      <Select
        size="xs"
        aria-label={t("edit.unit")}
        allowDeselect={false}
        data={UNITS.map((unit) => ({ value: unit, label: t(`edit.units.${unit}`) }))}
        value={parts.unit}
        onChange={(unit) => unit && onChange(durationOf(parts.count, unit as Unit))}
      />
    </div>
  );
}
