import { expect, test } from "vitest";
import type { AlertState } from "../../gql/graphql";
import { type Place, STATES, startOf, walk } from "./walk";

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
  return async ({ state, after }: Place, first: number) => {
    asked.push(`${state} after ${after ?? "-"}, ${first}`);
    const from = ALERTS.findIndex(({ number }) => number === after) + 1;
    return ALERTS.slice(from)
      .filter((row) => row.state === state)
      .slice(0, first);
  };
};

const numbers = (rows: { number: number }[]) => rows.map(({ number }) => number);

test("open ones come first, each state in the order of the server", async () => {
  const { rows, next } = await walk(server(), STATES, startOf(STATES), 100);
  expect(numbers(rows)).toEqual([6, 2, 4, 5, 1, 3, 7]);
  expect(next).toBeUndefined();
});

test("a list goes on where it stopped, within a state and at its end", async () => {
  const asked: string[] = [];
  const first = await walk(server(asked), STATES, startOf(STATES), 2);
  expect([numbers(first.rows), first.next]).toEqual([[6, 2], { state: "OPEN", after: 2 }]);
  const second = await walk(server(asked), STATES, first.next, 3);
  expect([numbers(second.rows), second.next]).toEqual([[4, 5, 1], { state: "ACKNOWLEDGED", after: 1 }]);
  const third = await walk(server(asked), STATES, second.next, 3);
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
  const { rows } = await walk(server(), ["ACKNOWLEDGED"], startOf(["ACKNOWLEDGED"]), 10);
  expect(numbers(rows)).toEqual([5, 1]);
});
