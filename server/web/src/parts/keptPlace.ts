import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

/** How far down what scrolls was, by its name and by the entry of the browser's history. */
const places = new Map<string, number>();
const MOST = 300;
/** For so many milliseconds a page may take to be as long as it was. */
const PATIENCE = 10_000;

function keep(place: string, top: number): void {
  places.delete(place);
  places.set(place, top);
  for (const oldest of places.keys()) {
    if (places.size <= MOST) break;
    places.delete(oldest);
  }
}

/**
 * The way back leads to where one was: what scrolls is as far down again as when its page was left. What it shows may come a piece
 * at a time: until it is as long as it was, or its reader does something else, it is tried again. Says whether there is such a place.
 */
export function useKeptPlace(
  element: HTMLElement | null,
  name: string,
  {
    page = "",
    more,
  }: {
    /** What is shown: something else has another place. */
    page?: string;
    /** Brings more to scroll through. */
    more?: (() => void) | undefined;
  } = {},
): boolean {
  const { key } = useLocation();
  const back = useNavigationType() === "POP";
  const place = `${name} ${key}`;
  const now = useRef(place);
  const shown = useRef(page);
  const isKept = useRef(back && places.has(place)).current;
  const wanted = useRef<number>(undefined);
  const bring = useRef(more);
  bring.current = more;
  useLayoutEffect(() => {
    const same = shown.current === page && now.current !== place;
    now.current = place;
    shown.current = page;
    // The same page under another address, such as with something open beside it.
    if (same && element) keep(place, element.scrollTop);
  }, [place, page, element]);
  useEffect(() => {
    if (!element) return;
    const scrolled = () => {
      if (wanted.current === undefined) keep(now.current, element.scrollTop);
    };
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => element.removeEventListener("scroll", scrolled);
  }, [element]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another page is shown, whichever way led there.
  useLayoutEffect(() => {
    if (!element) return;
    const before = back ? places.get(place) : 0;
    if (!before) {
      element.scrollTop = 0;
      return;
    }
    wanted.current = before;
    const there = () => {
      if (element.scrollHeight - element.clientHeight < before) return bring.current?.();
      element.scrollTop = before;
      stop();
    };
    const grown = new MutationObserver(() =>
      requestAnimationFrame(() => wanted.current !== undefined && there()),
    );
    const late = setTimeout(() => stop(), PATIENCE);
    const acts = ["wheel", "touchstart", "pointerdown", "keydown"] as const;
    const stop = () => {
      wanted.current = undefined;
      grown.disconnect();
      clearTimeout(late);
      for (const act of acts) window.removeEventListener(act, stop);
    };
    grown.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
    for (const act of acts) window.addEventListener(act, stop, { passive: true });
    there();
    return stop;
  }, [element, page]);
  return isKept;
}
