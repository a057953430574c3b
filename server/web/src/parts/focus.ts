import { type RefObject, useEffect, useRef } from "react";

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

/** Where the focus goes when what had it is gone: to what edits here, else to the list, else to the page. */
const OTHERWISE = ["[aria-keyshortcuts=e]", "section[tabindex]", "#main"];

const lost = () =>
  document.activeElement === document.body || Boolean(document.activeElement?.closest("[role=dialog]"));

/** Gives the focus back, once a dialog or a panel is closed, to what had it when it was opened. */
export function useFocusBack(opened = true) {
  const from = useRef<Element | null>(null);
  const before = useRef(false);
  // Now: what is drawn next may take it.
  if (opened && !before.current) from.current = document.activeElement;
  useEffect(() => {
    before.current = opened;
    if (!opened) return;
    return () => {
      before.current = false;
      // Who went elsewhere stays there.
      if (!lost()) return;
      const there =
        from.current instanceof HTMLElement && from.current.isConnected ? from.current : undefined;
      const named = OTHERWISE.map((name) => document.querySelector<HTMLElement>(name));
      // The page has it when nothing in it was pressed.
      const pressed =
        there?.contains(document.getElementById("main")) || there?.id === "main" ? undefined : there;
      (pressed ?? named.find(Boolean))?.focus({ preventScroll: true });
    };
  }, [opened]);
}
