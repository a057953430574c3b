import type { Certainty, CoverageState, PartyKind, SharingMapQuery, Verdict } from "../../gql/graphql";
import { concerns } from "../promises/reading";

/** A party on the map, flattened from the server's answer. */
export interface Place {
  key: string;
  name: string;
  kind: PartyKind;
  own: boolean;
  country: string | null;
  operator: { key: string; name: string; own: boolean } | null;
  certainty: Certainty | null;
  /** How many sharings away from us; 0 for our own, null when nothing gets there. */
  hops: number | null;
  /** How many more parties it shares with than are shown. */
  hidden: number;
}

/** A flow on the map. */
export interface Hop {
  key: string;
  title: string;
  source: string;
  recipient: string;
  /** What it carries of what is asked about; null when it carries nothing of ours. */
  certainty: Certainty | null;
  categories: { term: string; name: string; certainty: Certainty }[];
  /** Like retention and contracts known where they are told: in the table. */
  purposes: string[];
  regions: string[];
  retention: string | null;
  state: CoverageState;
  /** When the contract ended or will start. */
  day: string | null;
  contracts: { key: string; title: string }[];
  verdict: Verdict;
}

export interface Sharing {
  places: Place[];
  hops: Hop[];
  /** How many parties there would be to show. */
  total: number;
}

/** All flows from one party to another: one line of the picture. */
export interface Link {
  id: string;
  source: string;
  recipient: string;
  /** The worst first. */
  hops: Hop[];
  state: CoverageState;
  verdict: Verdict;
  certainty: Certainty | null;
}

export const NO_SHARING: Sharing = { places: [], hops: [], total: 0 };

export function fromAnswer(
  { parties, flows, totalParties }: SharingMapQuery["sharingMap"],
  nameOf: (category: string) => string,
): Sharing {
  return {
    places: parties.map(({ party, certainty, hops, hidden }) => ({
      key: party.key,
      name: party.name,
      kind: party.kind,
      own: party.own,
      country: party.country ?? null,
      operator: party.operator ?? null,
      certainty: certainty ?? null,
      hops: hops ?? null,
      hidden,
    })),
    hops: flows.map(({ flow, certainty, categories, coverage, verdict }) => ({
      key: flow.key,
      title: flow.title,
      source: flow.source.key,
      recipient: flow.recipient.key,
      certainty: certainty ?? null,
      categories: categories.map(({ term, certainty }) => ({ term, name: nameOf(term), certainty })),
      purposes: flow.purposes ?? [],
      regions: flow.regions,
      retention: flow.retention ?? null,
      state: coverage.state,
      day: coverage.day ?? null,
      contracts: coverage.contracts ?? [],
      verdict,
    })),
    total: totalParties,
  };
}

const VERDICTS: Verdict[] = ["BROKEN", "UNPROVEN", "KEPT"];
const STATES: CoverageState[] = [
  "MISSING",
  "ENDED",
  "AWAITED",
  "OUTSIDE",
  "UNPROVEN",
  "IN_FORCE",
  "NOT_NEEDED",
];

/** Broken before unproven before kept; then what lacks a contract before what has one. */
export function worstFirst(a: Pick<Hop, "verdict" | "state">, b: Pick<Hop, "verdict" | "state">): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state)
  );
}

export function linksOf(hops: readonly Hop[]): Link[] {
  const links = new Map<string, Hop[]>();
  for (const hop of hops) {
    if (hop.source === hop.recipient) continue;
    const id = `${hop.source}>${hop.recipient}`;
    const before = links.get(id);
    if (before) before.push(hop);
    else links.set(id, [hop]);
  }
  return [...links].map(([id, hops]) => {
    hops.sort(worstFirst);
    const worst = hops[0] as Hop;
    const certainty = hops.some((hop) => hop.certainty === "CERTAIN")
      ? "CERTAIN"
      : hops.some((hop) => hop.certainty === "POSSIBLE")
        ? "POSSIBLE"
        : null;
    return {
      id,
      source: worst.source,
      recipient: worst.recipient,
      hops,
      state: worst.state,
      verdict: worst.verdict,
      certainty,
    };
  });
}

/** What is left when parties are hidden and only sharings of some verdicts are wanted. */
export function narrow(sharing: Sharing, hide: readonly string[], verdicts: readonly Verdict[]): Sharing {
  if (hide.length === 0 && verdicts.length === 0) return sharing;
  const gone = new Set(hide);
  const hops = sharing.hops.filter(
    (hop) =>
      !gone.has(hop.source) &&
      !gone.has(hop.recipient) &&
      (verdicts.length === 0 || verdicts.includes(hop.verdict)),
  );
  const touched = new Set(hops.flatMap((hop) => [hop.source, hop.recipient]));
  const places = sharing.places.filter(
    ({ key }) => !gone.has(key) && (verdicts.length === 0 || touched.has(key)),
  );
  return { places, hops, total: sharing.total };
}

/** How far from us parties are at most. */
export function farthest(places: readonly Place[]): number {
  return places.reduce((most, { hops }) => Math.max(most, hops ?? 0), 0);
}

export interface Shared {
  term: string;
  name: string;
  recipients: number;
  verdict: Verdict;
}

/**
 * The categories that reach most parties that are not ours, with the worst that is said of a sharing of them. Like the page
 * they lead to they count what stands under them, and what stands above them, which may hold them.
 */
export function mostShared(
  { places, hops }: Sharing,
  most: number,
  parentOf: (category: string) => string | null | undefined,
): Shared[] {
  const own = new Set(places.filter((place) => place.own).map(({ key }) => key));
  const given = hops.filter(({ recipient }) => !own.has(recipient));
  const found = new Map<string, { name: string; parties: Set<string>; verdict: Verdict }>();
  for (const { term, name } of given.flatMap(({ categories }) => categories)) {
    if (!found.has(term)) found.set(term, { name, parties: new Set(), verdict: "KEPT" });
  }
  const terms = [...found.keys()];
  const related = new Map(
    terms.map((term) => [term, terms.filter((other) => concerns([other], term, parentOf))]),
  );
  for (const hop of given) {
    for (const term of new Set(hop.categories.flatMap(({ term }) => related.get(term) ?? []))) {
      const said = found.get(term);
      if (!said) continue;
      said.parties.add(hop.recipient);
      if (VERDICTS.indexOf(hop.verdict) < VERDICTS.indexOf(said.verdict)) said.verdict = hop.verdict;
    }
  }
  return [...found]
    .map(([term, { name, parties, verdict }]) => ({ term, name, recipients: parties.size, verdict }))
    .sort((a, b) => b.recipients - a.recipients || a.term.localeCompare(b.term))
    .slice(0, most);
}
