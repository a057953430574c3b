/** What two people made of the same thing, put together: nothing of either is lost without being asked. */

export interface Clash {
  path: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merged<Thing> {
  merged: Thing;
  /** Where both changed the same thing, each to something else. `merged` has mine. */
  clashes: Clash[];
  /** Where only they changed something: `merged` has it. */
  taken: Clash[];
}

type Group = Record<string, unknown>;

const isGroup = (value: unknown): value is Group =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values say the same. The order of fields does not matter. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (isGroup(a) && isGroup(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
  }
  return false;
}

export function merge<Thing extends object>(base: Thing, mine: Thing, theirs: Thing): Merged<Thing> {
  const clashes: Clash[] = [];
  const taken: Clash[] = [];
  const walk = (base: unknown, mine: unknown, theirs: unknown, path: string): unknown => {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (isGroup(base) && isGroup(mine) && isGroup(theirs)) {
      const together: Group = {};
      for (const key of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
        const value = walk(base[key], mine[key], theirs[key], path ? `${path}.${key}` : key);
        if (value !== undefined) together[key] = value;
      }
      return together;
    }
    if (same(base, mine)) {
      taken.push({ path, base, mine, theirs });
      return theirs;
    }
    clashes.push({ path, base, mine, theirs });
    return mine;
  };
  return { merged: walk(base, mine, theirs, "") as Thing, clashes, taken };
}

/** The same thing with another value at a path; `undefined` takes the field away. */
export function put<Thing extends object>(thing: Thing, path: string, value: unknown): Thing {
  const [head = "", ...rest] = path.split(".");
  const before = thing as Group;
  if (rest.length > 0) {
    const inner = isGroup(before[head]) ? before[head] : {};
    return { ...before, [head]: put(inner, rest.join("."), value) } as Thing;
  }
  const { [head]: _, ...others } = before;
  return (value === undefined ? others : { ...before, [head]: value }) as Thing;
}
