import { type HotkeyItem, useHotkeys } from "@mantine/hooks";

/** What takes keys of its own while the focus is in it. */
const OWN = "[role=dialog], [role=menu], [role=listbox], [role=tablist]";
/** What Enter presses or follows. */
const PRESSED = "a, button, summary, [role=button]";

/** Whether it is in a link to where one is: of what is open already, which Enter opens the page of. */
const leadsHere = (target: Element) => target.closest("a")?.href === window.location.href;

/**
 * The keys of a page. They rest while a dialog is open, and where the focus is in something that wants the key itself:
 * Enter on a button presses the button.
 */
export function useKeys(keys: readonly [key: string, does: () => void][]): void {
  useHotkeys(
    keys.map(([key, does]): HotkeyItem => {
      const handler = (event: KeyboardEvent) => {
        const target = event.target instanceof Element ? event.target : null;
        if (event.defaultPrevented || target?.closest(OWN)) return;
        if (key === "Enter" && target?.closest(PRESSED) && !leadsHere(target)) return;
        if (document.querySelector("[role=dialog][aria-modal=true]")) return;
        event.preventDefault();
        does();
      };
      return [key, handler, { preventDefault: false }];
    }),
  );
}
