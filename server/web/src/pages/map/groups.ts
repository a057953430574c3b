import { farthest, type Place } from "./model";
import { ranks } from "./order";

export const GROUPINGS = ["operator", "tier", "country"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Parties that are drawn in one box. */
export interface Group {
  id: string;
  /** What the box says: the name of an operator that is not itself in it, a tier, a country. Null: it needs no title. */
  title: { operator: string } | { tier: number | null } | { country: string | null } | null;
  /** How far to the right: 0 for our own. */
  tier: number;
  own: boolean;
  members: Place[];
}

/** The boxes of the picture, from left to right and then by name. An operator stands before the systems it runs. */
export function groupsOf(places: readonly Place[], by: Grouping): Group[] {
  const rank = ranks(places);
  const beyond = farthest(places) + 1;
  const tierOf = (place: Place) => (place.own ? 0 : (place.hops ?? beyond));
  const groups = new Map<string, Group>();
  for (const place of places) {
    const id = idOf(place, by);
    const group = groups.get(id);
    if (group) {
      group.members.push(place);
      group.tier = Math.min(group.tier, tierOf(place));
    } else {
      groups.set(id, { id, title: null, tier: tierOf(place), own: place.own, members: [place] });
    }
  }
  for (const group of groups.values()) {
    const head = (place: Place) => by === "operator" && place.key === group.id;
    group.members.sort(
      (a, b) => Number(head(b)) - Number(head(a)) || (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0),
    );
    group.title = titleOf(group, by);
  }
  return [...groups.values()].sort(
    (a, b) =>
      a.tier - b.tier || (rank.get(a.members[0]?.key ?? "") ?? 0) - (rank.get(b.members[0]?.key ?? "") ?? 0),
  );
}

function idOf(place: Place, by: Grouping): string {
  switch (by) {
    case "operator":
      return place.operator?.key ?? place.key;
    case "tier":
      return `tier:${place.own ? 0 : (place.hops ?? "none")}`;
    case "country":
      // Our own stand on the left, wherever they are.
      return place.own ? "tier:0" : `country:${place.country ?? ""}`;
  }
}

function titleOf({ id, own, members }: Group, by: Grouping): Group["title"] {
  const first = members[0];
  if (!first) return null;
  if (by === "operator") {
    return first.key === id || !first.operator ? null : { operator: first.operator.name };
  }
  if (own) return { tier: 0 };
  return by === "tier" ? { tier: first.hops } : { country: first.country };
}
