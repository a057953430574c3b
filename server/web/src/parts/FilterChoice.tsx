import { Button, Checkbox, Radio, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, today } from "../data/day";
import { useTermName } from "../data/terms";
import type { Filter } from "./Filters";
import css from "./Filters.module.css";
import { useDayWords, useDurationWords } from "./marks";
import { PartyName } from "./PartyName";
import { PartyPicker } from "./PartyPicker";
import { TermPicker } from "./TermPicker";

export interface Choosing {
  values: readonly string[];
  /** With what was chosen when there is no more to choose. */
  onDone: (values: readonly string[]) => void;
}

interface Props extends Choosing {
  filter: Filter;
  onValues: (values: readonly string[]) => void;
}

/** Lists that drop down stay in the popover: what is chosen in them is no press beside it. */
export const INSIDE = { withinPortal: false };

/** What a filter is set to, in words. */
export function FilterWords({ filter, values }: { filter: Filter; values: readonly string[] }) {
  const name = useTermName();
  const say = useDayWords();
  const duration = useDurationWords();
  const { t } = useTranslation();
  const first = values[0] ?? "";
  switch (filter.kind) {
    case "many":
    case "one":
      return values
        .map((value) => filter.options.find((option) => option.value === value)?.label ?? value)
        .join(", ");
    case "term":
      return name(filter.taxonomy, first);
    case "party":
      return <PartyName of={first} />;
    case "since":
      return isDay(first) ? say.day(first) : t("filters.ago", { duration: duration(first) });
    case "own":
      return filter.words(first);
    default:
      return first;
  }
}

/** Where a filter is set. */
export function FilterChoice({ filter, values, onValues, onDone }: Props) {
  const first = values[0];
  switch (filter.kind) {
    case "many":
      return (
        <Checkbox.Group
          label={filter.label}
          description={filter.hint}
          value={[...values]}
          onChange={onValues}
        >
          <Stack gap="xs" mt="xs" className={css.options as string}>
            {filter.options.map(({ value, label }) => (
              <Checkbox key={value} size="xs" value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case "one":
      return (
        <Radio.Group
          label={filter.label}
          description={filter.hint}
          value={first ?? null}
          onChange={(value) => onDone([value])}
        >
          <Stack gap="xs" mt="xs" className={css.options as string}>
            {filter.options.map(({ value, label }) => (
              <Radio key={value} size="xs" value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "term":
      return (
        <TermPicker
          taxonomy={filter.taxonomy}
          label={filter.label}
          size="xs"
          data-autofocus
          value={first ? [first] : []}
          // One at a time: the last that was chosen takes the place of the one before.
          onChange={(keys) => onDone(keys.slice(-1))}
          comboboxProps={INSIDE}
        />
      );
    case "party":
      return (
        <PartyPicker
          label={filter.label}
          size="xs"
          data-autofocus
          value={first ?? null}
          onChange={(key) => onDone(key ? [key] : [])}
          comboboxProps={INSIDE}
        />
      );
    case "own":
      return filter.choice({ values, onDone });
    case "since":
      return <Since periods={filter.periods} label={filter.label} value={first} onDone={onDone} />;
    default:
      return (
        <TextChoice
          label={filter.label}
          placeholder={filter.placeholder}
          value={first ?? ""}
          onDone={onDone}
        />
      );
  }
}

function TextChoice({
  label,
  placeholder,
  value,
  onDone,
}: {
  label: string;
  placeholder: string | undefined;
  value: string;
  onDone: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone([text.trim()]);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          data-autofocus
          size="xs"
          label={label}
          placeholder={placeholder ?? ""}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs">
          {t("filters.apply")}
        </Button>
      </Stack>
    </form>
  );
}

function Since({
  periods,
  label,
  value,
  onDone,
}: {
  periods: readonly string[];
  label: string;
  value: string | undefined;
  onDone: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const duration = useDurationWords();
  return (
    <Stack gap="sm">
      <Radio.Group label={label} value={value ?? null} onChange={(value) => onDone([value])}>
        <Stack gap="xs" mt="xs">
          {periods.map((period) => (
            <Radio
              key={period}
              size="xs"
              value={period}
              label={t("filters.ago", { duration: duration(period) })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        type="date"
        size="xs"
        label={t("filters.sinceDay")}
        max={today()}
        value={isDay(value ?? null) ? value : ""}
        onChange={(event) => {
          // While a year is being typed it is one of long ago.
          if (event.currentTarget.value >= "1990") onDone([event.currentTarget.value]);
        }}
      />
    </Stack>
  );
}
