/** What scrolls an element: the page, or the panel it stands in. */
function scrolls(element: HTMLElement): HTMLElement | undefined {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  }
  return undefined;
}

/**
 * For what stays at the bottom while the rest scrolls, as its `ref`: what has the focus comes into view above it, not
 * beneath it.
 */
export function staysBelow(bar: HTMLElement | null) {
  const around = bar && scrolls(bar);
  if (!bar || !around) return undefined;
  const measured = new ResizeObserver(() => {
    // Where there is room for it, it stands elsewhere.
    const below = getComputedStyle(bar).bottom !== "auto";
    around.style.scrollPaddingBottom = below ? `${bar.offsetHeight}px` : "";
  });
  measured.observe(bar);
  return () => {
    measured.disconnect();
    around.style.scrollPaddingBottom = "";
  };
}
