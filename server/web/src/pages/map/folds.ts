import type { CoverageState, Verdict } from "../../gql/graphql";
import { type Hop, type Place, type Sharing, worstFirst } from "./model";
import { ranks } from "./order";

export type Knot =
  | { id: string; kind: "category"; term: string; name: string }
  | { id: string; kind: "party"; key: string; name: string }
  | { id: string; kind: "region"; region: string | null };

/** Sharings between two knots: as wide as there are categories declared in them. */
export interface Strand {
  id: string;
  source: string;
  target: string;
  value: number;
  verdict: Verdict;
  state: CoverageState;
  /** The flows it stands for, the worst first. */
  hops: Hop[];
}

export interface Folded {
  knots: Knot[];
  strands: Strand[];
  /** What comes back to us: not drawn. */
  returned: Hop[];
  /** What goes back up among others, and would close a cycle: not drawn. */
  backward: Hop[];
  /** What stays with one organisation: not drawn. */
  inside: Hop[];
}

/**
 * Where data goes: category, who gets it from us, who gets it from them, and the country it is kept in. A Sankey cannot show
 * what goes round, so sharings that lead back are taken out and counted.
 */
export function fold({ places, hops }: Sharing): Folded {
  const known = new Map(places.map((place) => [place.key, place]));
  const runs = (place: Place) => place.operator ?? { key: place.key, name: place.name, own: place.own };
  const rank = ranks(operators(places));
  const knots = new Map<string, Knot>();
  const strands = new Map<string, Strand>();
  const folded: Folded = { knots: [], strands: [], returned: [], backward: [], inside: [] };
  const tie = (source: Knot, target: Knot, hop: Hop, value: number) => {
    knots.set(source.id, source);
    knots.set(target.id, target);
    const id = `${source.id}>${target.id}`;
    const strand = strands.get(id);
    if (!strand) {
      const { verdict, state } = hop;
      strands.set(id, { id, source: source.id, target: target.id, value, verdict, state, hops: [hop] });
      return;
    }
    strand.value += value;
    // A flow is tied to a strand as often as it has categories, one after the other.
    if (strand.hops.at(-1) !== hop) strand.hops.push(hop);
  };
  for (const hop of hops) {
    const source = known.get(hop.source);
    const recipient = known.get(hop.recipient);
    if (!source || !recipient || hop.certainty === null || hop.categories.length === 0) continue;
    const [from, to] = [runs(source), runs(recipient)];
    if (from.key === to.key) {
      folded.inside.push(hop);
      continue;
    }
    if (recipient.own || to.own) {
      folded.returned.push(hop);
      continue;
    }
    const party: Knot = { id: `p:${to.key}`, kind: "party", key: to.key, name: to.name };
    if (source.own || from.own) {
      for (const { term, name } of hop.categories) {
        tie({ id: `c:${term}`, kind: "category", term, name }, party, hop, 1);
      }
    } else if ((rank.get(from.key) ?? 0) < (rank.get(to.key) ?? 0)) {
      tie(
        { id: `p:${from.key}`, kind: "party", key: from.key, name: from.name },
        party,
        hop,
        hop.categories.length,
      );
    } else {
      folded.backward.push(hop);
      continue;
    }
    const regions = hop.regions.length > 0 ? hop.regions : [null];
    for (const region of regions) {
      tie(
        party,
        { id: `r:${region ?? ""}`, kind: "region", region },
        hop,
        hop.categories.length / regions.length,
      );
    }
  }
  for (const strand of strands.values()) {
    strand.hops.sort(worstFirst);
    const worst = strand.hops[0] as Hop;
    strand.verdict = worst.verdict;
    strand.state = worst.state;
  }
  return { ...folded, knots: [...knots.values()], strands: [...strands.values()] };
}

/** Organisations as parties: as near to us as the nearest of what they run. */
function operators(places: readonly Place[]): Place[] {
  const found = new Map<string, Place>();
  for (const place of places) {
    const { key, name } = place.operator ?? place;
    const before = found.get(key);
    const hops = Math.min(before?.hops ?? Number.MAX_SAFE_INTEGER, place.hops ?? Number.MAX_SAFE_INTEGER);
    found.set(key, { ...place, key, name, hops });
  }
  return [...found.values()];
}
