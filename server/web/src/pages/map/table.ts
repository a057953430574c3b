import type { Hop, Place, Sharing } from "./model";
import { worstFirst } from "./model";

/** A sharing with who is at its ends, as the table has it. */
export interface SharingRow {
  hop: Hop;
  source: Place;
  recipient: Place;
}

export const SORTS = ["source", "recipient", "tier", "contract", "verdict"] as const;

export function rowsOf({ places, hops }: Sharing): SharingRow[] {
  const known = new Map(places.map((place) => [place.key, place]));
  return hops.flatMap((hop) => {
    const source = known.get(hop.source);
    const recipient = known.get(hop.recipient);
    return source && recipient ? [{ hop, source, recipient }] : [];
  });
}

/** In the order that was asked for; without one the worst first, then the nearest to us. */
export function sorted(
  rows: readonly SharingRow[],
  order: { field: string; direction: "ASC" | "DESC" } | undefined,
): SharingRow[] {
  const tier = ({ recipient }: SharingRow) =>
    recipient.own ? 0 : (recipient.hops ?? Number.MAX_SAFE_INTEGER);
  const names = (a: SharingRow, b: SharingRow) =>
    a.source.name.localeCompare(b.source.name) || a.recipient.name.localeCompare(b.recipient.name);
  const ways: Record<string, (a: SharingRow, b: SharingRow) => number> = {
    source: names,
    recipient: (a, b) => a.recipient.name.localeCompare(b.recipient.name),
    tier: (a, b) => tier(a) - tier(b),
    contract: (a, b) => a.hop.state.localeCompare(b.hop.state),
    verdict: (a, b) => worstFirst(a.hop, b.hop),
  };
  const way = ways[order?.field ?? "verdict"] ?? names;
  const turn = order?.direction === "DESC" ? -1 : 1;
  return [...rows].sort(
    (a, b) => turn * way(a, b) || tier(a) - tier(b) || names(a, b) || a.hop.key.localeCompare(b.hop.key),
  );
}
