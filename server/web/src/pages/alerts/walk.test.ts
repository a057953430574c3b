import { expect, test } from "vitest";
import type { AlertState } from "../../gql/graphql";
import { type Place, STATES, startOf, walk } from "./walk";

const ALERTS: { number: number; state: AlertState }[] = [
  { number: 7, state: "RESOLVED" },
  { number: 6, state: "OPEN" },
  { number: 5, state: "ACKNOWLEDGED" },
  { number: 4, state: "OPEN" },
  { number: 3, state: "RESOLVED" },
  { number: 2, state: "OPEN" },
  { number: 1, state: "ACKNOWLEDGED" },
];

const server = (asked: string[] = []) => {
  return async ({ state, before }: Place, first: number) => {
    asked.push(`${state} before ${before ?? "-"}, ${first}`);
    return ALERTS.filter((row) => row.state === state && (before === null || row.number < before)).slice(
      0,
      first,
    );
  };
};

const numbers = (rows: { number: number }[]) => rows.map(({ number }) => number);

test("open ones come first, and the latest of each state", async () => {
  const { rows, next } = await walk(server(), STATES, startOf(STATES), 100);
  expect(numbers(rows)).toEqual([6, 4, 2, 5, 1, 7, 3]);
  expect(next).toBeUndefined();
});

test("a list goes on where it stopped, within a state and at its end", async () => {
  const asked: string[] = [];
  const first = await walk(server(asked), STATES, startOf(STATES), 2);
  expect([numbers(first.rows), first.next]).toEqual([[6, 4], { state: "OPEN", before: 4 }]);
  const second = await walk(server(asked), STATES, first.next, 3);
  expect([numbers(second.rows), second.next]).toEqual([[2, 5, 1], { state: "ACKNOWLEDGED", before: 1 }]);
  const third = await walk(server(asked), STATES, second.next, 3);
  expect([numbers(third.rows), third.next]).toEqual([[7, 3], undefined]);
  expect(asked).toEqual([
    "OPEN before -, 2",
    "OPEN before 4, 3",
    "SNOOZED before -, 2",
    "ACKNOWLEDGED before -, 2",
    "ACKNOWLEDGED before 1, 3",
    "RESOLVED before -, 3",
  ]);
});

test("only the states that are wanted are asked for", async () => {
  const { rows } = await walk(server(), ["ACKNOWLEDGED"], startOf(["ACKNOWLEDGED"]), 10);
  expect(numbers(rows)).toEqual([5, 1]);
});
