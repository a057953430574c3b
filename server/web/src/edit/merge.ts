import { recordOf, same } from "./document";

/* Someone changed what you are changing: what was there when you opened it, what they made of it, and yours, field by field. */

export interface Difference {
  /** A field, `terms.regions` for one of a group, `clauses.SCOPE` for one clause. */
  field: string;
  base: unknown;
  theirs: unknown;
  mine: unknown;
  /** Who changed it; `both` when they did not change it to the same. */
  by: "theirs" | "mine" | "both";
}

export type Choice = "base" | "theirs" | "mine";

/** The fields of a record, those of `terms` and each clause on their own. */
function fieldsOf(values: object): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [field, value] of Object.entries(values)) {
    if (field === "terms") {
      for (const [name, term] of Object.entries(value as object)) fields.set(`terms.${name}`, term);
    } else if (field === "clauses") {
      for (const clause of value as { kind: string }[]) fields.set(`clauses.${clause.kind}`, clause);
    } else fields.set(field, value);
  }
  return fields;
}

/** What is compared: blanks and the order of what has none do not matter. */
function sense(value: unknown): unknown {
  const plain =
    Array.isArray(value) && value.every((item) => typeof item === "string") ? [...value].sort() : value;
  return recordOf({ value: plain ?? "" });
}

export function differences(base: object, theirs: object, mine: object): Difference[] {
  const [was, their, my] = [fieldsOf(base), fieldsOf(theirs), fieldsOf(mine)];
  const found: Difference[] = [];
  for (const field of new Set([...was.keys(), ...their.keys(), ...my.keys()])) {
    const three = { base: was.get(field), theirs: their.get(field), mine: my.get(field) };
    const theyChanged = !same(sense(three.base), sense(three.theirs));
    const iChanged = !same(sense(three.base), sense(three.mine));
    if (!theyChanged && !iChanged) continue;
    if (same(sense(three.theirs), sense(three.mine))) continue;
    found.push({ field, ...three, by: theyChanged && iChanged ? "both" : theyChanged ? "theirs" : "mine" });
  }
  return found;
}

/**
 * The record that comes of choosing for each difference: what only one of the two changed is taken as changed, unless chosen
 * otherwise; everything else is as they left it.
 */
export function merged<Values extends object>(
  theirs: Values,
  found: readonly Difference[],
  choices: Readonly<Record<string, Choice>>,
): Values {
  const result = structuredClone(theirs) as Record<string, unknown>;
  for (const difference of found) {
    const choice = choices[difference.field] ?? (difference.by === "theirs" ? "theirs" : "mine");
    const value = structuredClone(difference[choice]);
    const [group, name] = difference.field.split(".") as [string, string | undefined];
    if (name === undefined) result[group] = value;
    else if (group === "terms") result.terms = { ...(result.terms as object), [name]: value };
    else {
      const clauses = result.clauses as { kind: string }[];
      const at = clauses.findIndex((clause) => clause.kind === name);
      if (value === undefined) result.clauses = clauses.filter((clause) => clause.kind !== name);
      else if (at < 0) result.clauses = [...clauses, value];
      else result.clauses = clauses.with(at, value as { kind: string });
    }
  }
  return result as Values;
}

/** Whether every difference that needs a choice has one. */
export const decided = (found: readonly Difference[], choices: Readonly<Record<string, Choice>>): boolean =>
  found.every(({ field, by }) => by !== "both" || choices[field] !== undefined);
