import { useEffect, useRef } from "react";
import { type Blocker, useBlocker } from "react-router";

/**
 * Holds back who leaves with changes that are not saved: a blocker for the pages' own links, the browser's question for the
 * rest. Whether there are any is asked when someone leaves: what was typed last may not be drawn yet.
 */
export function useUnsaved(unsaved: () => boolean): { blocker: Blocker; letGo: () => void } {
  const free = useRef(false);
  const latest = useRef(unsaved);
  latest.current = unsaved;
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (latest.current() && !free.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    if (free.current || !latest.current()) return false;
    if (currentLocation.pathname !== nextLocation.pathname) return true;
    // A form that is open by its page's address closes with it.
    const [from, to] = [currentLocation, nextLocation].map(({ search }) => new URLSearchParams(search));
    return Boolean(from?.has("edit") && !to?.has("edit"));
  });
  const letGo = () => {
    free.current = true;
  };
  return { blocker, letGo };
}

/** What was typed and not saved, kept for as long as the tab is open: closing a panel loses nothing. */
export const kept = {
  read<Value>(name: string): Value | undefined {
    try {
      const text = sessionStorage.getItem(`kept.edit.${name}`);
      return text === null ? undefined : (JSON.parse(text) as Value);
    } catch {
      return undefined;
    }
  },
  write(name: string, value: unknown): void {
    try {
      sessionStorage.setItem(`kept.edit.${name}`, JSON.stringify(value));
    } catch {
      // Full, or not allowed: then it is not kept, and leaving is asked about all the same.
    }
  },
  forget(name: string): void {
    sessionStorage.removeItem(`kept.edit.${name}`);
  },
};
