/** Where the words of promises stand in the text of a notice, however it was copied. */

export interface Place {
  key: string;
  start: number;
  end: number;
}

/** A stretch of the text, with the promises whose words it belongs to. */
export interface Stretch {
  text: string;
  start: number;
  keys: string[];
}

const DOUBLE = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/;
const SINGLE = /['\u2018\u2019\u201a\u201b\u2039\u203a\u0060\u00b4\u2032]/;
const DASH = /[-\u2010-\u2015\u2212]/;
/** Soft hyphens, zero-width characters and accents that stand alone once letters are taken apart. */
const NOTHING = /[\u00ad\u200b-\u200d\u2060\ufeff]/;

interface Plain {
  text: string;
  /** For each character of `text`, where it comes from. */
  from: number[];
}

/** Text without what copying changes: line breaks, kinds of quotation marks and dashes, capitals. */
function plain(text: string): Plain {
  let out = "";
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    let put = character;
    if (NOTHING.test(character)) put = "";
    else if (/\s/.test(character)) put = out.endsWith(" ") || out === "" ? "" : " ";
    else if (DOUBLE.test(character)) put = '"';
    else if (SINGLE.test(character)) put = "'";
    else if (DASH.test(character)) put = "-";
    else if (character === "\u2026") put = "...";
    else put = character.toLowerCase().normalize("NFD");
    for (let index = 0; index < put.length; index += 1) from.push(at);
    out += put;
    at += character.length;
  }
  return { text: out, from };
}

/** The pieces of a quote: what stands between marks of omission, without the marks around it. */
function pieces(quote: string): string[] {
  return plain(quote)
    .text.split(/\s*[[(]?\.{3}[\])]?\s*/)
    .map((piece) => piece.replace(/^["'\s]+|["'\s]+$/g, ""))
    .filter((piece) => piece.length > 0);
}

/** How much of a notice a quote with an omission may span. */
const FURTHEST = 4000;

function find(haystack: string, quote: string): [number, number] | undefined {
  const [first, ...rest] = pieces(quote);
  if (first === undefined) return undefined;
  for (let start = haystack.indexOf(first); start >= 0; start = haystack.indexOf(first, start + 1)) {
    let end = start + first.length;
    const whole = rest.every((piece) => {
      const at = haystack.indexOf(piece, end);
      if (at < 0 || at - start > FURTHEST) return false;
      end = at + piece.length;
      return true;
    });
    if (whole) return [start, end];
  }
  return undefined;
}

/** Where each quote stands, in the order of the text, and the keys of those that are not in it. */
export function placesOf(
  text: string,
  promises: readonly { key: string; quote: string | null }[],
): { places: Place[]; missing: string[] } {
  const { text: haystack, from } = plain(text);
  const places: Place[] = [];
  const missing: string[] = [];
  for (const { key, quote } of promises) {
    const found = quote === null ? undefined : find(haystack, quote);
    if (!found) {
      missing.push(key);
      continue;
    }
    const start = from[found[0]] ?? 0;
    // Up to where the next character comes from, so that what copying added within belongs to it; not spaces after it.
    const last = from[found[1] - 1] ?? start;
    const end = last + String.fromCodePoint(text.codePointAt(last) ?? 32).length;
    places.push({ key, start, end });
  }
  return { places: places.sort((a, b) => a.start - b.start || b.end - a.end), missing };
}

/** The whole text, cut where a promise begins or ends. */
export function stretches(text: string, places: readonly Place[]): Stretch[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of places) cuts.add(start).add(end);
  const sorted = [...cuts].filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] as number;
    return {
      text: text.slice(start, end),
      start,
      keys: places.filter((place) => place.start <= start && place.end >= end).map((place) => place.key),
    };
  });
}
