import { expect, test } from "vitest";
import type { AlertState } from "../../gql/graphql";
import { partsOf, STATES, USUAL, walk } from "./walk";

const ALERTS: { number: number; state: AlertState }[] = [
  { number: 3, state: "RESOLVED" },
  { number: 6, state: "OPEN" },
  { number: 5, state: "ACKNOWLEDGED" },
  { number: 2, state: "OPEN" },
  { number: 7, state: "RESOLVED" },
  { number: 4, state: "OPEN" },
  { number: 1, state: "ACKNOWLEDGED" },
];

const server = (asked: string[] = []) => {
  return async (states: AlertState[], after: number | null, first: number) => {
    asked.push(`${states.join(" ")} after ${after ?? "-"}, ${first}`);
    const from = ALERTS.findIndex(({ number }) => number === after) + 1;
    return ALERTS.slice(from)
      .filter((row) => states.includes(row.state))
      .slice(0, first);
  };
};

const numbers = (rows: { number: number }[]) => rows.map(({ number }) => number);
const usual = partsOf(USUAL, STATES).states;

test("open ones come first, each state in the order of the server", async () => {
  const { rows, next } = await walk(server(), usual, undefined, 100);
  expect(numbers(rows)).toEqual([6, 2, 4, 5, 1, 3, 7]);
  expect(next).toBeUndefined();
});

test("a list goes on where it stopped, within a state and at its end", async () => {
  const asked: string[] = [];
  const first = await walk(server(asked), usual, undefined, 2);
  expect([numbers(first.rows), first.next]).toEqual([[6, 2], { part: 0, after: 2 }]);
  const second = await walk(server(asked), usual, first.next, 3);
  expect([numbers(second.rows), second.next]).toEqual([[4, 5, 1], { part: 2, after: 1 }]);
  const third = await walk(server(asked), usual, second.next, 3);
  expect([numbers(third.rows), third.next]).toEqual([[3, 7], undefined]);
  expect(asked).toEqual([
    "OPEN after -, 2",
    "OPEN after 2, 3",
    "SNOOZED after -, 2",
    "ACKNOWLEDGED after -, 2",
    "ACKNOWLEDGED after 1, 3",
    "RESOLVED after -, 3",
  ]);
});

test("only the states that are wanted are asked for", async () => {
  const { rows } = await walk(server(), [["ACKNOWLEDGED"]], undefined, 10);
  expect(numbers(rows)).toEqual([5, 1]);
});

test("sorted by state, the worst of each comes first; by anything else, all states are asked for at once", async () => {
  const wanted: AlertState[] = ["OPEN", "RESOLVED"];
  const worst = { field: "SEVERITY", direction: "DESC" };
  expect(partsOf(USUAL, wanted)).toEqual({ states: [["OPEN"], ["RESOLVED"]], orderBy: worst });
  const last = partsOf({ field: "STATE", direction: "DESC" }, wanted);
  expect(last).toEqual({ states: [["RESOLVED"], ["OPEN"]], orderBy: worst });
  const latest = partsOf({ field: "NUMBER", direction: "DESC" }, wanted);
  expect(latest).toEqual({ states: [wanted], orderBy: { field: "NUMBER", direction: "DESC" } });
  const { rows, next } = await walk(server(), latest.states, undefined, 2);
  expect([numbers(rows), next]).toEqual([[3, 6], { part: 0, after: 6 }]);
  const rest = await walk(server(), latest.states, next, 9);
  expect([numbers(rest.rows), rest.next]).toEqual([[2, 7, 4], undefined]);
});
