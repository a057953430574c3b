import { expect, test } from "vitest";
import { isDay } from "./day";

test("a day is one of the calendar, in the years that the register knows", () => {
  for (const day of ["1900-01-01", "2024-02-29", "2026-11-26", "2500-12-31"])
    expect(isDay(day), day).toBe(true);
  for (const none of [
    null,
    "",
    "soon",
    "2026-2-1",
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "0202-03-01",
    "9999-12-31",
  ])
    expect(isDay(none), String(none)).toBe(false);
});
