/* From what a form holds to what a register document says. */

export type Json = string | number | boolean | null | Json[] | { [field: string]: Json };
export type Entry = { [field: string]: Json };

const NUMBERS = new Set(["hours", "days", "noticeDays", "objectionDays", "alertDays", "modules"]);

/** A value as a document has it; undefined when there is nothing to say. */
function said(value: unknown, field: string): Json | undefined {
  if (value === "" || value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => said(item, field)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value === "object") {
    const entry = recordOf(value);
    return Object.keys(entry).length > 0 ? entry : undefined;
  }
  if (field === "certificate" && (value === "yes" || value === "no")) return value === "yes";
  if (typeof value === "string") {
    const text = value.trim();
    if (text === "") return undefined;
    // What is no number is sent as it is: the server says so at its field.
    return NUMBERS.has(field) && /^\d+$/.test(text) ? Number(text) : text;
  }
  return value as Json;
}

/** A record of the register as a document says it: only what is recorded. */
export function recordOf(values: object): Entry {
  const entry: Entry = {};
  for (const [field, value] of Object.entries(values)) {
    const json = said(value, field);
    if (json !== undefined) entry[field] = json;
  }
  return entry;
}

export const saysNothing = (value: unknown): boolean => said(value, "") === undefined;

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What an update has to send: new values of the fields that differ, null for those that are cleared. */
export function changesOf(before: object, after: object): Entry {
  const [old, now] = [recordOf(before), recordOf(after)];
  const changed: Entry = {};
  for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (!same(old[field], now[field])) changed[field] = now[field] ?? null;
  }
  return changed;
}

export const KINDS = { party: "parties", contract: "contracts", flow: "flows" } as const;
export type Kind = keyof typeof KINDS;

/** The kind and the key of a global id, such as `party:mailer`. */
export function kindAndKey(id: string): { kind: Kind | undefined; key: string } {
  const colon = id.indexOf(":");
  const kind = id.slice(0, colon);
  return { kind: kind in KINDS ? (kind as Kind) : undefined, key: id.slice(colon + 1) };
}

export const documentOf = (kind: Kind, record: Entry): Entry => ({ kept: 1, [KINDS[kind]]: [record] });

const NEVER = "9999-12-30";

/**
 * A document that leaves a register as it would be judged without a record: a flow that was over before today, a contract that
 * starts in thousands of years. Undefined when there is no such way, as for parties.
 */
export function withoutDocument(kind: Kind, record: Entry, today: string): Entry | undefined {
  if (kind === "flow") {
    const before = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const { startedOn } = record;
    const started = typeof startedOn === "string" && startedOn < before ? startedOn : before;
    return documentOf(kind, { ...record, startedOn: started, endedOn: before });
  }
  if (kind === "contract") {
    const { signedOn, endsOn, renewal, renewals, noticeGivenOn, terminatedOn, ...rest } = record;
    return documentOf(kind, { ...rest, effectiveOn: NEVER });
  }
  return undefined;
}
