import { useEffect, useRef } from "react";

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
