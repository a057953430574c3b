import type { AlertOrder, AlertState } from "../../gql/graphql";
import type { Order } from "../../parts/columns";

/** The states of alerts, from what nobody has seen to on. */
export const STATES = ["OPEN", "SNOOZED", "ACKNOWLEDGED", "RESOLVED"] as const satisfies AlertState[];

/** What a list of alerts can be sorted by: states, and what the server orders by. */
export const ORDERS = ["STATE", "SEVERITY", "NUMBER"] as const;
/** How they are sorted when nobody chose: what nobody has seen to first. */
export const USUAL: Order = { field: "STATE", direction: "ASC" };

/** The parts that a list is asked for in, one after the other: the states of each, and how these are ordered. */
export interface Parts {
  states: AlertState[][];
  orderBy: AlertOrder;
}

/** The server does not order by state: each is asked for by itself then, the worst of it first. */
export function partsOf({ field, direction }: Order, states: readonly AlertState[]): Parts {
  if (field !== "STATE") {
    return {
      states: [[...states]],
      orderBy: { field: field === "NUMBER" ? "NUMBER" : "SEVERITY", direction },
    };
  }
  const inTurn = direction === "ASC" ? [...states] : states.toReversed();
  return { states: inTurn.map((state) => [state]), orderBy: { field: "SEVERITY", direction: "DESC" } };
}

/** Where a list of alerts goes on: in a part, after the alert of a number. */
export interface Place {
  part: number;
  after: number | null;
}

export type Ask<Row> = (states: AlertState[], after: number | null, first: number) => Promise<Row[]>;

/** The server's bound on how many are asked for at once. */
const MOST = 500;

/** So many alerts from a place on, part by part. `next` is where more are; undefined at the end. */
export async function walk<Row extends { number: number }>(
  ask: Ask<Row>,
  parts: Parts["states"],
  from: Place | undefined,
  count: number,
): Promise<{ rows: Row[]; next: Place | undefined }> {
  const rows: Row[] = [];
  let place: Place | undefined = from ?? { part: 0, after: null };
  while (place && rows.length < count) {
    const { part, after }: Place = place;
    const first = Math.min(MOST, count - rows.length);
    const found = await ask(parts[part] ?? [], after, first);
    rows.push(...found);
    const last = found.at(-1);
    if (last && found.length === first) place = { part, after: last.number };
    else place = part + 1 < parts.length ? { part: part + 1, after: null } : undefined;
  }
  return { rows, next: place };
}
