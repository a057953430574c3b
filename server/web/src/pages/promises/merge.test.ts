import { expect, test } from "vitest";
import { merge, put, same } from "./merge";

const base = { quote: "old", limits: { onlyRegions: ["eea"], neverSold: true } as Record<string, unknown> };

test("what only one of two changed is kept, whoever it was", () => {
  const mine = { ...base, quote: "mine" };
  const theirs = { ...base, limits: { onlyRegions: ["eea"], maxRetention: "P1Y" } };
  const { merged, clashes, taken } = merge(base, mine, theirs);
  expect(merged).toEqual({ quote: "mine", limits: { onlyRegions: ["eea"], maxRetention: "P1Y" } });
  expect(clashes).toEqual([]);
  expect(taken.map(({ path }) => path).sort()).toEqual(["limits.maxRetention", "limits.neverSold"]);
});

test("what both changed differently is asked about", () => {
  const mine = { ...base, limits: { onlyRegions: ["DE"] } };
  const theirs = { ...base, limits: { onlyRegions: ["FR"], neverSold: true } };
  const { merged, clashes } = merge(base, mine, theirs);
  expect(clashes).toEqual([{ path: "limits.onlyRegions", base: ["eea"], mine: ["DE"], theirs: ["FR"] }]);
  expect(merged).toEqual({ quote: "old", limits: { onlyRegions: ["DE"] } });
});

test("what both changed to the same is no clash", () => {
  const both = { ...base, quote: "new" };
  expect(merge(base, both, { ...both })).toEqual({ merged: both, clashes: [], taken: [] });
});

test("a value is put at its path, or taken away", () => {
  expect(put(base, "limits.onlyRegions", ["FR"])).toEqual({
    quote: "old",
    limits: { onlyRegions: ["FR"], neverSold: true },
  });
  expect(put(base, "limits.neverSold", undefined)).toEqual({
    quote: "old",
    limits: { onlyRegions: ["eea"] },
  });
});

test("the order of fields says nothing, that of a list does", () => {
  expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same({ a: undefined }, {})).toBe(true);
});
