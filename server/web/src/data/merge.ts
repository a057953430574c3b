import { differing, type Put, puts, same, type Written, written } from "./documents";
import type { Staged } from "./staged";

/** Two that say something else of one field. The later staged change counts. */
export interface Clash {
  /** The record and the field of it. */
  id: string;
  field: string;
  /** The staged change that counts. */
  counts: string;
  /** What it overrides: another staged change, or what was changed in the register since. */
  over: { staged: string } | { register: unknown };
}

export interface Merged {
  document: Record<string, unknown>;
  clashes: Clash[];
}

/**
 * All that is staged as one document. A document says a whole record, but a change is about some of its fields: two
 * changes of one record both count, and what others changed since stays, as long as they are about different fields.
 *
 * `current` holds the records as they are now, null for one that is not there. Of a record that it does not hold,
 * the last change counts as a whole.
 */
export function merged(staged: readonly Staged[], current: ReadonlyMap<string, Written | null>): Merged {
  const result = new Map<string, Put>();
  const setBy = new Map<string, Map<string, string>>();
  const clashes: Clash[] = [];
  for (const { id: change, document, base: bases } of staged) {
    for (const put of puts(document)) {
      const now = current.get(put.id);
      if (now === undefined) {
        result.set(put.id, put);
        continue;
      }
      const base = (bases && put.id in bases ? bases[put.id] : now) ?? {};
      const before = result.get(put.id)?.record ?? now ?? {};
      const fields = setBy.get(put.id) ?? new Map<string, string>();
      setBy.set(put.id, fields);
      const record: Written = { ...before, key: put.record.key };
      // A promise is written inside its notice, which need not be said again.
      for (const field of differing(base, put.record).filter(
        (name) => name !== "key" && !(put.notice && name === "notice"),
      )) {
        const value = put.record[field];
        const other = fields.get(field);
        if (other !== undefined) {
          if (!same(before[field], value))
            clashes.push({ id: put.id, field, counts: change, over: { staged: other } });
        } else if (now && !same(now[field], base[field]) && !same(now[field], value)) {
          clashes.push({ id: put.id, field, counts: change, over: { register: now[field] ?? null } });
        }
        fields.set(field, change);
        if (value === undefined) delete record[field];
        else record[field] = value;
      }
      if (put.notice) delete record.notice;
      result.set(put.id, { ...put, record });
    }
  }
  return { document: written([...result.values()]), clashes };
}
