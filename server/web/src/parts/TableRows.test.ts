import { expect, test } from "vitest";
import { ROW, reached } from "./TableRows";

test("a row that is looked for is shown whole, and no row is cut at its start", () => {
  const room = 10 * ROW + 5;
  // In view already: nothing moves.
  expect(reached(9, 0, room)).toBe(0);
  expect(reached(3, 2 * ROW + 7, room)).toBe(2 * ROW + 7);
  // Below.
  expect(reached(10, 0, room)).toBe(ROW);
  expect(reached(99, 0, room)).toBe(90 * ROW);
  // Above, and cut at its start.
  expect(reached(2, 40 * ROW, room)).toBe(2 * ROW);
  expect(reached(2, 2 * ROW + 7, room)).toBe(2 * ROW);
});
