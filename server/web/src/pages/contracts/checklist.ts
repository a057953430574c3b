import { askedFor, type Source } from "../../edit/clauses";
import type { ClauseKind, ContractKind, ContractRole, Presence } from "../../gql/graphql";

/** A contract or an amendment, as far as the checklist needs it. */
export interface Layer<Entry extends { kind: ClauseKind; presence: Presence }> {
  key: string;
  title: string;
  kind: ContractKind;
  parties: readonly { role: ContractRole }[];
  clauses: readonly Entry[];
}

const RANK: readonly Presence[] = ["PRESENT", "NOT_APPLICABLE", "UNKNOWN", "ABSENT"];

export interface Stand<Entry> {
  kind: ClauseKind;
  /** Null when nobody recorded it. */
  presence: Presence | null;
  /** What is recorded of it: of a transfer mechanism there may be several. */
  entries: Entry[];
  /** The amendment that says so, when it is not the contract itself. */
  from: { key: string; title: string } | undefined;
  asked: boolean;
}

export interface Group<Entry> {
  source: Source | "OTHER";
  stands: Stand<Entry>[];
}

/**
 * The checklist: what is asked for, and what else is recorded. `layers` are the amendments in force, the latest first, and
 * then the contract: the first that records a clause says how it stands.
 */
export function checklist<Entry extends { kind: ClauseKind; presence: Presence }>(
  layers: readonly Layer<Entry>[],
): Group<Entry>[] {
  const root = layers.at(-1);
  const stand = (kind: ClauseKind, asked: boolean): Stand<Entry> => {
    const layer = layers.find(({ clauses }) => clauses.some((clause) => clause.kind === kind));
    const entries = layer?.clauses.filter((clause) => clause.kind === kind) ?? [];
    const presence = RANK.find((presence) => entries.some((entry) => entry.presence === presence)) ?? null;
    return { kind, presence, entries, from: layer && layer !== root ? layer : undefined, asked };
  };
  const lists = askedFor(layers);
  const named = new Set(lists.flatMap(({ kinds }) => kinds));
  const others = [...new Set(layers.flatMap(({ clauses }) => clauses.map(({ kind }) => kind)))].filter(
    (kind) => !named.has(kind),
  );
  const groups: Group<Entry>[] = lists.map(({ source, kinds }) => ({
    source,
    stands: kinds.map((kind) => stand(kind, true)),
  }));
  if (others.length > 0) groups.push({ source: "OTHER", stands: others.map((kind) => stand(kind, false)) });
  return groups;
}

/** Whether what is asked for is there; null for what is not asked for. */
export function passes<Entry>(stand: Stand<Entry>): boolean | null {
  if (!stand.asked) return null;
  return stand.presence === "PRESENT" || stand.presence === "NOT_APPLICABLE";
}
