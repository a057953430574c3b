import { type RefObject, useEffect } from "react";

const FIELDS = "input:not([type=hidden]), select, textarea";

/** Where one begins: where the form says so, else at its first field; of several to choose from at the one that is chosen. */
function firstOf(form: HTMLElement): HTMLElement | undefined {
  const said = form.querySelector<HTMLElement>("[data-autofocus]");
  if (said) return said;
  const fields = [...form.querySelectorAll<HTMLInputElement>(FIELDS)].filter((field) => !field.disabled);
  const [first] = fields;
  if (first?.type !== "radio") return first;
  return fields.find(({ name, checked }) => name === first.name && checked) ?? first;
}

/**
 * For a form in a dialog or a panel, as its `ref`: the focus begins in it as soon as it is there, which may be later than what
 * it stands in.
 */
export function startsHere(form: HTMLElement | null) {
  const first = form ? firstOf(form) : undefined;
  if (!first) return undefined;
  // A dialog that comes with its form would begin at its way out.
  first.setAttribute("data-autofocus", "");
  const soon = setTimeout(() => first.focus({ preventScroll: true }));
  return () => clearTimeout(soon);
}

/**
 * Goes to the first field that something is wrong with, each time saving was refused; to what is said of it when no field is
 * to blame.
 */
export function useToFault(form: RefObject<HTMLElement | null>, refused: unknown) {
  useEffect(() => {
    if (!refused) return;
    const wrong =
      form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-fault]") ??
      form.current?.querySelector<HTMLElement>("[role=alert][tabindex]");
    wrong?.focus();
  }, [form, refused]);
}
