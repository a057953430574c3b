import { type ChangeEvent, type KeyboardEvent, startTransition, useState } from "react";
import { flushSync } from "react-dom";

/** What an input of a form is given: its value, and what to do with another. */
interface Field {
  value?: string;
  onChange: (value: string) => void;
}

/**
 * A text that is seen as soon as it is typed. The form, which may be large, follows when there is time: at the latest when
 * the field is left or Enter is pressed, so that nothing is saved without the last letters.
 */
export function useTyped<Of extends Field>(field: Of) {
  const [typed, setTyped] = useState<string>();
  const settle = () => {
    if (typed === undefined) return;
    setTyped(undefined);
    field.onChange(typed);
  };
  return {
    ...field,
    value: typed ?? field.value ?? "",
    onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setTyped(value);
      startTransition(() => {
        setTyped(undefined);
        field.onChange(value);
      });
    },
    onBlur: settle,
    onKeyDown: (event: KeyboardEvent) => {
      // At once: what hears the key after this saves what the form holds.
      if (event.key === "Enter") flushSync(settle);
    },
  };
}
