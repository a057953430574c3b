import { expect, test } from "vitest";
import { type Life, lastDay, later, renewedUntil, span, standing, termOn, termsOf } from "./life";

const life = (of: Partial<Life>): Life => ({
  effectiveOn: "2024-02-01",
  endsOn: null,
  renewal: null,
  renewals: [],
  noticeGivenOn: null,
  terminatedOn: null,
  ...of,
});
const tacit = (of: Partial<Life> = {}) =>
  life({ endsOn: "2025-01-31", renewal: { kind: "TACIT", period: "P1Y", notice: "P90D" }, ...of });

test("months are clamped and counted before days", () => {
  expect(later("2024-01-31", { months: 1, days: 0 })).toBe("2024-02-29");
  expect(later("2024-01-31", { months: 1, days: 0 }, 2)).toBe("2024-03-31");
  expect(later("2024-12-31", { months: 1, days: 1 })).toBe("2025-02-01");
  expect(span("P1Y6M")).toEqual({ months: 18, days: 0 });
  expect(span("P2W")).toEqual({ months: 0, days: 14 });
  expect(span("PT72H")).toBeUndefined();
});

test("an open-ended contract has one term", () => {
  expect(termsOf(life({}), "2026-01-01", 3)).toEqual([
    { number: 0, from: "2024-02-01", until: null, deadline: null },
  ]);
  expect(lastDay(life({ terminatedOn: "2025-06-01" }))).toBe("2025-05-31");
  expect(standing(life({ terminatedOn: "2025-06-01" }), "2025-06-01")).toBe("OVER");
  expect(standing(life({}), "2024-01-31")).toBe("AHEAD");
});

test("a contract that renews itself", () => {
  expect(lastDay(tacit())).toBeUndefined();
  expect(termOn(tacit(), "2026-11-25")).toEqual({
    number: 2,
    from: "2026-02-01",
    until: "2027-01-31",
    deadline: "2026-11-02",
  });
  expect(termsOf(tacit(), "2026-11-25", 1).map(({ until }) => until)).toEqual([
    "2025-01-31",
    "2026-01-31",
    "2027-01-31",
    "2028-01-31",
  ]);
});

test("renewals count from the original end", () => {
  const monthly = life({
    effectiveOn: "2024-01-01",
    endsOn: "2024-01-31",
    renewal: { kind: "TACIT", period: "P1M", notice: null },
  });
  expect(termsOf(monthly, "2024-03-31").map(({ until }) => until)).toEqual([
    "2024-01-31",
    "2024-02-29",
    "2024-03-31",
  ]);
  expect(termOn(monthly, "2024-02-10")?.deadline).toBe("2024-02-29");
});

test("notice ends the first term whose deadline it meets", () => {
  expect(lastDay(tacit({ noticeGivenOn: "2026-11-02" }))).toBe("2027-01-31");
  expect(lastDay(tacit({ noticeGivenOn: "2026-11-03" }))).toBe("2028-01-31");
  expect(termOn(tacit({ noticeGivenOn: "2026-11-02" }), "2026-11-25")?.deadline).toBeNull();
});

test("renewals that were agreed", () => {
  const express = life({
    endsOn: "2025-01-31",
    renewal: { kind: "EXPRESS", period: "P1Y", notice: null },
    renewals: [
      { agreedOn: null, endsOn: null },
      { agreedOn: null, endsOn: "2026-06-30" },
    ],
  });
  expect(termsOf(express, "2030-01-01").map(({ until }) => until)).toEqual([
    "2025-01-31",
    "2026-01-31",
    "2026-06-30",
  ]);
  expect(lastDay(express)).toBe("2026-06-30");
  expect(renewedUntil(express)).toBe("2027-06-30");
  expect(renewedUntil(life({}))).toBeUndefined();
});

test("termination cuts the term it falls into", () => {
  expect(termsOf(tacit({ terminatedOn: "2025-06-01" }), "2030-01-01")).toEqual([
    { number: 0, from: "2024-02-01", until: "2025-01-31", deadline: "2024-11-02" },
    { number: 1, from: "2025-02-01", until: "2025-05-31", deadline: null },
  ]);
});
