import type { FieldFault } from "../data/faults";
import { KINDS, saysNothing } from "./document";

/** A complaint at the field of a form that it is about. */
export interface Placed {
  /** The field's path in the form, such as `flows.1.startedOn`; "" when it is about all of it. */
  at: string;
  message: string;
}

/** Where a form of several records holds those of a kind; in a form of one record its fields stand by themselves. */
const NOUNS: Record<string, string> = {
  [KINDS.party]: "party",
  [KINDS.contract]: "contract",
  [KINDS.flow]: "flows",
};

/** The steps of a path such as `contracts[0].terms.regions[1]`. */
export function stepsOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The place in the form of the row that the document has at an index: rows that say nothing are not in it. */
function rowAt(rows: readonly unknown[], index: number): number {
  let seen = -1;
  for (const [place, row] of rows.entries()) {
    if (!saysNothing(row)) seen += 1;
    if (seen === index) return place;
  }
  return -1;
}

/**
 * Where the form asks for what the server complains about: its paths are of the document that was sent (`contracts[0].endsOn`), or
 * of an input (`input.endsOn`). A complaint about an item of a list of words is one about the list; one about something the form
 * does not ask for is one about what holds it.
 */
export function placeOf(path: string, values: object): string {
  let steps = stepsOf(path);
  const [noun] = steps;
  if (noun === "input" || noun === "document") steps = steps.slice(1);
  const [kind, index] = steps;
  if (typeof kind === "string" && kind in NOUNS && typeof index === "number") {
    const held = NOUNS[kind] as string;
    // Flows are a list there, too.
    if (!(held in values)) steps = steps.slice(2);
    else if (held !== kind) steps = [held, ...steps.slice(2)];
  }
  const place: (string | number)[] = [];
  let here: unknown = values;
  for (const step of steps) {
    if (Array.isArray(here)) {
      const row = typeof step === "number" ? rowAt(here, step) : -1;
      if (row < 0 || typeof here[row] !== "object") break;
      place.push(row);
      here = here[row];
    } else if (typeof here === "object" && here !== null && step in here) {
      place.push(step);
      here = (here as Record<string, unknown>)[step];
    } else break;
  }
  return place.join(".");
}

export function placed(faults: readonly FieldFault[], values: object): Placed[] {
  return faults.map(({ path, message }) => {
    // What is not there has no place: it is told of what lacks it.
    const [, missing = "", rest = ""] = /^`(\w+)` (is missing)$/.exec(message) ?? [];
    const at = placeOf(missing ? `${path}.${missing}` : path, values);
    const there = missing !== "" && (at === missing || at.endsWith(`.${missing}`));
    return { at, message: sentence(there ? rest : message) };
  });
}

/** The server's words as a sentence. */
export function sentence(message: string): string {
  const text = message.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}

/** Several complaints at a field in one text, as inputs show it. */
export function byField(faults: readonly Placed[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { at, message } of faults) errors[at] = errors[at] ? `${errors[at]} ${message}` : message;
  return errors;
}

/** The id of the element that asks for a field, for links to it. */
export const fieldId = (path: string) => `field-${path.replaceAll(".", "-")}`;
