/** A record of the register as a document writes it. */
export type Written = Record<string, unknown> & { key?: unknown };

/** A record that a document puts into the register. */
export interface Put {
  /** Its global id, such as `flow:shop-mailer`. */
  id: string;
  /** The list of the document it stands in. */
  list: string;
  /** Its place there; of a promise, that of its notice. */
  at: number;
  record: Written;
  /** Of a promise: the notice it stands in. */
  notice?: string;
}

const KINDS: Record<string, string> = {
  parties: "party",
  contracts: "contract",
  flows: "flow",
  notices: "notice",
  terms: "term",
  observations: "observation",
  channels: "channel",
  acceptances: "acceptance",
};

const isRecord = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a document puts into the register, with the promises of a notice apart from it. */
export function puts(document: Record<string, unknown>): Put[] {
  const found: Put[] = [];
  for (const [list, records] of Object.entries(document)) {
    const kind = KINDS[list];
    if (!kind || !Array.isArray(records)) continue;
    for (const [at, record] of records.entries()) {
      if (!isRecord(record)) continue;
      const key = String(record.key);
      const id = kind === "term" ? `term:${String(record.taxonomy).toLowerCase()}/${key}` : `${kind}:${key}`;
      if (kind !== "notice") {
        found.push({ id, list, at, record });
        continue;
      }
      const { promises, ...notice } = record;
      found.push({ id, list, at, record: notice });
      for (const promise of Array.isArray(promises) ? promises.filter(isRecord) : []) {
        found.push({ id: `promise:${String(promise.key)}`, list, at, record: promise, notice: id });
      }
    }
  }
  return found;
}

/** One document that puts all of these, in their order. */
export function written(records: readonly Put[]): Record<string, unknown> {
  const document: Record<string, unknown> = { kept: 1 };
  const notices = new Map<string, Written & { promises?: Written[] }>();
  for (const { id, list, record, notice } of records) {
    if (notice !== undefined) {
      const around = notices.get(notice);
      if (around) around.promises = [...(around.promises ?? []), record];
      continue;
    }
    const put = { ...record };
    if (list === "notices") notices.set(id, put);
    document[list] = [...((document[list] as Written[] | undefined) ?? []), put];
  }
  return document;
}

/** A field that says nothing is the same as one that is left out. */
const empty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

export function same(a: unknown, b: unknown): boolean {
  if (a === b || (empty(a) && empty(b))) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, at) => same(value, b[at]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}

/** The fields of a record that another one has otherwise. */
export function differing(from: Written, to: Written): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !same(from[key], to[key]));
}
