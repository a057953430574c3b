import type { AlertState } from "../../gql/graphql";

/** The order in which alerts are listed: what nobody has seen to first. */
export const STATES = ["OPEN", "SNOOZED", "ACKNOWLEDGED", "RESOLVED"] as const satisfies AlertState[];

/** Where a list of alerts goes on: in a state, after the alert of a number. */
export interface Place {
  state: AlertState;
  after: number | null;
}

export type Ask<Row> = (place: Place, first: number) => Promise<Row[]>;

/** The server's bound on how many are asked for at once. */
const MOST = 500;

/** So many alerts from a place on: state by state, the worst of each first. `next` is where more are; undefined at the end. */
export async function walk<Row extends { number: number }>(
  ask: Ask<Row>,
  states: readonly AlertState[],
  from: Place | undefined,
  count: number,
): Promise<{ rows: Row[]; next: Place | undefined }> {
  const rows: Row[] = [];
  let place = from;
  while (place && rows.length < count) {
    const { state }: Place = place;
    const first = Math.min(MOST, count - rows.length);
    const found = await ask(place, first);
    rows.push(...found);
    const last = found.at(-1);
    const following: AlertState | undefined = states[states.indexOf(state) + 1];
    if (last && found.length === first) place = { state, after: last.number };
    else place = following && { state: following, after: null };
  }
  return { rows, next: place };
}

export const startOf = (states: readonly AlertState[]): Place | undefined =>
  states[0] && { state: states[0], after: null };
