import type { AlertKind, AlertState, Severity } from "../../gql/graphql";
import { type ListAddress, namedIn } from "../../parts/listAddress";
import type { Row } from "./queries";
import { STATES } from "./walk";

export const KINDS = ["FINDING", "DEADLINE", "FORECAST"] as const satisfies AlertKind[];
/** From which severity on; alerts of INFO there are none. */
export const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM"] as const satisfies Severity[];
/** In the address: alerts that are for no channel. No channel has this key. */
export const NOWHERE = "-";
export const NAMES = ["state", "kind", "severity", "channel", "owner"] as const;

/** What the server is asked for. */
export interface Asked {
  states: AlertState[];
  kinds: AlertKind[] | null;
  minSeverity: Severity | null;
}

type Said = Pick<ListAddress, "all" | "one">;

export function asked(address: Said): Asked {
  const states = namedIn(address.all("state"), STATES);
  const kinds = namedIn(address.all("kind"), KINDS);
  const [minSeverity] = namedIn(address.all("severity"), SEVERITIES);
  return {
    states: states.length > 0 ? states : [...STATES],
    kinds: kinds.length > 0 ? kinds : null,
    minSeverity: minSeverity ?? null,
  };
}

/** Whether anything narrows the list. */
export const narrowed = (address: Said) => ["text", ...NAMES].some((name) => address.one(name) !== undefined);

/** What the server cannot filter by is looked at here. Undefined when everything passes. */
export function matches(address: Said, said: (row: Row) => string): ((row: Row) => boolean) | undefined {
  const channel = address.one("channel");
  const owner = address.one("owner")?.toLowerCase();
  const words = (address.one("text") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  if (!channel && !owner && words.length === 0) return undefined;
  return (row) => {
    const went = [...row.channels, ...row.escalated];
    if (channel && !(channel === NOWHERE ? went.length === 0 : went.includes(channel))) return false;
    if (owner && !row.owners.some((name) => name.toLowerCase().includes(owner))) return false;
    if (words.length === 0) return true;
    const all = said(row).toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
