import type { Link, Place } from "./model";

/** Which parties can be reached from each other: the same number for those on a common cycle. */
export function cyclesOf(keys: readonly string[], links: readonly Pick<Link, "source" | "recipient">[]) {
  const next = new Map<string, string[]>(keys.map((key) => [key, []]));
  for (const { source, recipient } of links) next.get(source)?.push(recipient);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const stack: string[] = [];
  let components = 0;
  // Tarjan's algorithm with a stack of its own: a chain of parties may be long.
  for (const root of keys) {
    if (index.has(root)) continue;
    const walk: { key: string; at: number }[] = [{ key: root, at: 0 }];
    while (walk.length > 0) {
      const step = walk[walk.length - 1] as { key: string; at: number };
      const { key } = step;
      if (step.at === 0 && !index.has(key)) {
        index.set(key, index.size);
        low.set(key, index.get(key) as number);
        stack.push(key);
      }
      const to = next.get(key)?.[step.at];
      if (to !== undefined) {
        step.at += 1;
        if (!index.has(to)) walk.push({ key: to, at: 0 });
        else if (!component.has(to)) low.set(key, Math.min(low.get(key) as number, index.get(to) as number));
        continue;
      }
      if (low.get(key) === index.get(key)) {
        for (;;) {
          const member = stack.pop() as string;
          component.set(member, components);
          if (member === key) break;
        }
        components += 1;
      }
      walk.pop();
      const parent = walk[walk.length - 1]?.key;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) as number, low.get(key) as number));
    }
  }
  return component;
}

/** Our own first, then by how far away, then by name: what is earlier stands further left. */
export function ranks(places: readonly Place[]): Map<string, number> {
  const far = (place: Place) => (place.own ? 0 : (place.hops ?? Number.MAX_SAFE_INTEGER));
  const order = [...places].sort(
    (a, b) => far(a) - far(b) || a.name.localeCompare(b.name) || a.key.localeCompare(b.key),
  );
  return new Map(order.map(({ key }, rank) => [key, rank]));
}

/** The links that close a cycle: they lead back to a party that stands further left, and from there one gets here again. */
export function closing(places: readonly Place[], links: readonly Link[]): Set<string> {
  const component = cyclesOf(
    places.map(({ key }) => key),
    links,
  );
  const rank = ranks(places);
  const at = (key: string) => rank.get(key) ?? 0;
  return new Set(
    links
      .filter(
        ({ source, recipient }) =>
          component.get(source) === component.get(recipient) && at(recipient) < at(source),
      )
      .map(({ id }) => id),
  );
}
