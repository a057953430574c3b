/** Words that were selected in the text of a notice. */

export interface Span {
  start: number;
  end: number;
}

const LETTER = /[\p{L}\p{N}]/u;

/** A selection as people mean it: whole words, without the spaces around them. Undefined when there are none. */
export function wholeWords(text: string, selected: Span): Span | undefined {
  let start = Math.max(0, Math.min(selected.start, selected.end));
  let end = Math.min(text.length, Math.max(selected.start, selected.end));
  while (start < end && /\s/.test(text[start] as string)) start += 1;
  while (end > start && /\s/.test(text[end - 1] as string)) end -= 1;
  if (!LETTER.test(text.slice(start, end))) return undefined;
  const isLetter = (at: number) => at >= 0 && at < text.length && LETTER.test(text[at] as string);
  while (isLetter(start) && isLetter(start - 1)) start -= 1;
  while (isLetter(end - 1) && isLetter(end)) end += 1;
  return { start, end };
}

/** Selected words as a quote: on one line. */
export function quoteOf(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, " ").trim();
}

const HEADING =
  /^[ \t#*]*(?:§+\s*|section\s+|abschnitt\s+|ziffer\s+|art(?:icle|ikel|\.)?\s+)?(\d{1,3}(?:\.\d{1,3})*)[.):]?(?=\s|$)/i;

/** The number of the section that a place in the text belongs to: the last line before it that begins with one. */
export function sectionAt(text: string, offset: number): string | undefined {
  const end = text.indexOf("\n", offset);
  const lines = text.slice(0, end < 0 ? text.length : end).split("\n");
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    const found = HEADING.exec(lines[line] as string);
    if (found?.[1]) return found[1];
  }
  return undefined;
}

/** How far a point of the document is from the start of an element's text. */
function offsetIn(root: Node, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** What is selected within an element that holds nothing but the text. */
export function selectedIn(root: HTMLElement, selection: Selection | null): Span | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return undefined;
  return {
    start: offsetIn(root, range.startContainer, range.startOffset),
    end: offsetIn(root, range.endContainer, range.endOffset),
  };
}
