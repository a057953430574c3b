import { expect, test } from "vitest";
import { barsOf, chainOf, type Link } from "./chain";

const notice = (
  key: string,
  effectiveOn: string,
  supersedes?: string,
  lastDay: string | null = null,
): Link => ({
  key,
  title: key,
  effectiveOn,
  lastDay,
  supersedes: supersedes ? { key: supersedes } : null,
});

const all = [
  notice("c", "2025-01-01", "b"),
  notice("a", "2021-01-01", undefined, "2022-12-31"),
  notice("b", "2023-01-01", "a", "2024-12-31"),
  notice("d", "2025-06-01", "b"),
  notice("other", "2020-01-01"),
];

test("a chain is what led to a notice and what came after it, in order", () => {
  const keys = (key: string) => chainOf(all, key).map((notice) => notice.key);
  expect(keys("b")).toEqual(["a", "b", "c", "d"]);
  expect(keys("c")).toEqual(["a", "b", "c"]);
  expect(keys("other")).toEqual(["other"]);
  expect(keys("nobody")).toEqual([]);
});

test("notices that supersede each other end the search", () => {
  const circle = [notice("a", "2021-01-01", "b"), notice("b", "2022-01-01", "a")];
  expect(chainOf(circle, "a").map(({ key }) => key)).toEqual(["a", "b"]);
});

test("bars follow each other without a gap, and the last goes on to the end", () => {
  const { bars, at } = barsOf(chainOf(all, "c"), "2025-03-01");
  const [a, b, c] = bars;
  expect(a?.left).toBe(0);
  expect((a?.left ?? 0) + (a?.width ?? 0)).toBeCloseTo(b?.left ?? -1, 5);
  expect((c?.left ?? 0) + (c?.width ?? 0)).toBeCloseTo(100, 5);
  expect(c?.openEnded).toBe(true);
  expect(at).toBeGreaterThan(c?.left ?? 100);
  expect(at).toBeLessThan(100);
});

test("a notice of today has a line to stand on", () => {
  const { bars } = barsOf([notice("new", "2026-01-01")], "2026-01-01");
  expect(bars[0]?.width).toBe(100);
});
