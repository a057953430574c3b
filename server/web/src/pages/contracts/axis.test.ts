import { expect, test } from "vitest";
import { axisOf, noticeWindow, scale, ticks } from "./axis";
import type { Life } from "./life";

const tacit: Life = {
  effectiveOn: "2015-01-01",
  endsOn: "2015-12-31",
  renewal: { kind: "TACIT", period: "P1Y", notice: "P3M" },
  renewals: [],
  noticeGivenOn: null,
  terminatedOn: null,
};

test("an axis shows the terms around the day and the one that follows", () => {
  const axis = axisOf(tacit, "2026-11-25");
  expect(axis.folded).toBe(7);
  expect(axis.terms.map(({ number, stage }) => `${number} ${stage}`)).toEqual([
    "7 past",
    "8 past",
    "9 past",
    "10 past",
    "11 current",
    "12 ahead",
  ]);
  expect(axis.from).toBe("2022-01-01");
  expect(axis.until > "2027-12-31").toBe(true);
});

test("an axis of what is over reaches to the day, of what is to come from it", () => {
  const over = axisOf({ ...tacit, renewal: null }, "2026-11-25");
  expect(over.terms.map(({ stage }) => stage)).toEqual(["past"]);
  expect(over.until > "2026-11-25").toBe(true);
  const ahead = axisOf({ ...tacit, effectiveOn: "2027-01-01", endsOn: null, renewal: null }, "2026-11-25");
  expect(ahead.from).toBe("2026-11-25");
  expect(ahead.terms.map(({ stage }) => stage)).toEqual(["ahead"]);
  expect(ahead.until).toBe("2028-01-01");
});

test("days lie on it in proportion", () => {
  const at = scale("2026-01-01", "2026-01-11");
  expect([at("2025-12-01"), at("2026-01-01"), at("2026-01-06"), at("2027-01-01")]).toEqual([0, 0, 50, 100]);
});

test("notice is to be decided in the thirty days before the last one for it", () => {
  const term = { number: 0, from: "2026-01-01", until: "2026-12-31", deadline: "2026-10-02" };
  expect(noticeWindow(term)).toEqual({ from: "2026-09-02", until: "2026-10-02" });
  expect(noticeWindow({ ...term, deadline: null })).toBeUndefined();
});

test("an axis has a handful of marks", () => {
  expect(ticks("2024-02-01", "2028-01-31").map(({ day }) => day)).toEqual([
    "2025-01-01",
    "2026-01-01",
    "2027-01-01",
    "2028-01-01",
  ]);
  expect(ticks("2026-01-01", "2026-12-31").map(({ day }) => day)).toHaveLength(4);
});
