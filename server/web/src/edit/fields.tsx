import {
  NativeSelect,
  type NativeSelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { createContext, type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { fieldId } from "./places";
import { useTyped } from "./typed";

// biome-ignore lint/suspicious/noExplicitAny: the forms stand at several places of several shapes; what they hold is in values.ts.
export type AnyForm = UseFormReturnType<any>;

/** Where in a form the fields of a record are: "" for a form of its own, `flows.1.` in a larger one. */
export interface Place {
  form: AnyForm;
  at: string;
}

/** What an input needs to hold a field: its value, what changes it, what is wrong with it, and the id that links name. */
export function fieldOf({ form, at }: Place, name: string) {
  return { id: fieldId(at + name), ...form.getInputProps(at + name, { withFocus: false }) };
}

export const heldBy = <Value,>(place: Place, name: string): Value =>
  place.form.getInputProps(place.at + name).value as Value;

export const put = (place: Place, name: string, value: unknown) =>
  // A blank error stays in the form's errors otherwise: setFieldValue clears only what the field itself says.
  place.form.setFieldValue(place.at + name, value);

/** Things that are not in the register yet and that fields may name already. */
export interface Upcoming {
  parties: { key: string; name: string }[];
  contracts: { key: string; name: string }[];
}

export const NothingUpcoming: Upcoming = { parties: [], contracts: [] };
const UpcomingContext = createContext<Upcoming>(NothingUpcoming);
export const UpcomingProvider = UpcomingContext.Provider;
export const useUpcoming = () => useContext(UpcomingContext);

export function TextField({ place, name, ...others }: { place: Place; name: string } & TextInputProps) {
  return <TextInput autoComplete="off" {...useTyped(fieldOf(place, name))} {...others} />;
}

/** A text of several lines. */
export function AreaField({ place, name, ...others }: { place: Place; name: string } & TextareaProps) {
  return <Textarea autoComplete="off" {...useTyped(fieldOf(place, name))} {...others} />;
}

/** A legal day, in the browser's own way to ask for one. */
export function DayField({ place, name, ...others }: { place: Place; name: string } & TextInputProps) {
  return <TextInput type="date" max="9999-12-31" {...fieldOf(place, name)} {...others} />;
}

/** One of a few words; none of them says that it is not recorded. */
export function ChoiceField({
  place,
  name,
  words,
  none,
  ...others
}: {
  place: Place;
  name: string;
  words: Record<string, string>;
  /** What no choice is called; without, there is always one. */
  none?: string | undefined;
} & Omit<NativeSelectProps, "data">) {
  const data = Object.entries(words).map(([value, label]) => ({ value, label: capital(label) }));
  return (
    <NativeSelect
      {...fieldOf(place, name)}
      data={none === undefined ? data : [{ value: "", label: none }, ...data]}
      {...others}
    />
  );
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is wrong with a group of fields as a whole. */
export function GroupFault({ place, name }: { place: Place; name: string }) {
  const error = place.form.errors[place.at + name] as ReactNode;
  if (!error) return null;
  return (
    <p id={fieldId(place.at + name)} data-fault tabIndex={-1} style={{ color: "var(--broken)" }}>
      {error}
    </p>
  );
}

/** The words of an enum, in the catalogue's order. */
export function useWords() {
  const { t } = useTranslation();
  return {
    partyKind: t("partyKind", { returnObjects: true }) as Record<string, string>,
    partyStatus: t("partyStatus", { returnObjects: true }) as Record<string, string>,
    contractKind: t("contractKind", { returnObjects: true }) as Record<string, string>,
    role: t("role", { returnObjects: true }) as Record<string, string>,
    renewal: t("renewal", { returnObjects: true }) as Record<string, string>,
    legalBasis: t("legalBasis", { returnObjects: true }) as Record<string, string>,
    consent: t("consent", { returnObjects: true }) as Record<string, string>,
    consideration: t("consideration", { returnObjects: true }) as Record<string, string>,
  };
}
