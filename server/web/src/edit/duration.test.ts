import { expect, test } from "vitest";
import { durationOf, simple } from "./duration";

test.each([
  ["P1Y", { count: 1, unit: "Y" }],
  ["P18M", { count: 18, unit: "M" }],
  ["P1Y6M", { count: 18, unit: "M" }],
  ["P90D", { count: 90, unit: "D" }],
  ["P2W", { count: 2, unit: "W" }],
  ["P0D", { count: 0, unit: "D" }],
  ["P1Y10D", undefined],
  ["P", undefined],
  ["", undefined],
  ["two years", undefined],
])("%s", (duration, parts) => {
  expect(simple(duration)).toEqual(parts);
});

test("no number is no duration", () => {
  expect(durationOf("", "Y")).toBe("");
  expect(durationOf(3, "M")).toBe("P3M");
});
