import { expect, test } from "vitest";
import { dayAt, eventDay, eventsOf, placeOf, rangeOf, scaleOf, ticksOf } from "./strip";

const events = eventsOf("contract", [
  { key: "a", title: "A", from: "2025-01-01", last: "2026-12-31" },
  { key: "b", title: "B", from: "2019-01-01", last: null },
]);

test("what has a last day ends on it; what goes on does not", () => {
  expect(events.map(({ on, ends }) => [on, ends])).toEqual([
    ["2025-01-01", false],
    ["2026-12-31", true],
    ["2019-01-01", false],
  ]);
});

test("three years back, a year ahead, and always the day that is looked at", () => {
  const near = rangeOf(events, "2026-11-25", "2026-11-25", false);
  expect(near).toEqual({ from: "2023-11-26", until: "2027-11-25" });
  expect(rangeOf(events, "2026-11-25", "2026-11-25", true).from).toBe("2018-12-17");
  expect(rangeOf(events, "2026-11-25", "2020-01-01", false).from).toBe("2019-12-02");
  expect(rangeOf(events, "2026-11-25", "2029-01-01", false).until).toBe("2029-01-31");
  expect(rangeOf([], "2026-11-25", "2026-11-25", false).from).toBe("2026-11-10");
});

test("days and places go both ways", () => {
  const range = { from: "2026-01-01", until: "2026-12-31" };
  expect(placeOf("2026-01-01", range)).toBe(0);
  expect(placeOf("2026-12-31", range)).toBe(1);
  for (const day of ["2026-02-28", "2026-07-01", "2026-12-30"])
    expect(dayAt(placeOf(day, range), range)).toBe(day);
  expect(dayAt(-3, range)).toBe("2026-01-01");
  expect(dayAt(3, range)).toBe("2026-12-31");
});

test("what would stand on one another is one tick", () => {
  const range = { from: "2026-01-01", until: "2026-12-31" };
  const many = eventsOf("flow", [
    { key: "a", title: "", from: "2026-03-01", last: null },
    { key: "b", title: "", from: "2026-03-01", last: null },
    { key: "c", title: "", from: "2024-03-01", last: null },
  ]);
  expect(ticksOf(many, range, 200)).toMatchObject([{ lane: "flow", count: 2, ends: false }]);
});

test("the days on which something happens can be stepped through", () => {
  const days = ["2026-05-01", "2026-01-01", "2026-03-01"];
  expect(eventDay(days, "2026-03-01", 1)).toBe("2026-05-01");
  expect(eventDay(days, "2026-03-01", -1)).toBe("2026-01-01");
  expect(eventDay(days, "2026-05-01", 1)).toBeUndefined();
});

test("the scale has years and quarters", () => {
  const marks = scaleOf({ from: "2025-12-01", until: "2026-07-15" });
  expect(marks.map(({ day, year }) => [day, year])).toEqual([
    ["2026-01-01", true],
    ["2026-04-01", false],
    ["2026-07-01", false],
  ]);
});
