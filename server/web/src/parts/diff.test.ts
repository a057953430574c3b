import { expect, test } from "vitest";
import { diffOf, nameOf, readable } from "./diff";

test("values are read without the signs of JSON", () => {
  expect(readable({ kind: "TACIT", period: "P1Y" })).toBe("kind: TACIT, period: P1Y");
  expect(readable([{ kinds: ["VENDOR"], nested: { a: 1 } }])).toBe("kinds: (VENDOR), nested: (a: 1)");
  expect(readable(null)).toBe("");
  expect(readable(false)).toBe("false");
});

test("lists are told apart piece by piece", () => {
  const { pieces } = diffOf({ field: "regions", before: ["DE", "IE"], after: ["IE", "SE"] });
  expect(pieces).toEqual([
    { text: "DE", sign: "removed" },
    { text: "IE", sign: "same" },
    { text: "SE", sign: "added" },
  ]);
  expect(diffOf({ field: "regions", before: null, after: ["DE"] }).pieces).toEqual([
    { text: "DE", sign: "added" },
  ]);
});

test("other values have a before and an after", () => {
  expect(diffOf({ field: "endsOn", before: null, after: "2026-01-01" })).toEqual({
    field: "endsOn",
    pieces: undefined,
    before: undefined,
    after: "2026-01-01",
  });
});

test("a record is called by its name, title or quote", () => {
  expect(nameOf({ key: "a", name: "Acme" })).toBe("Acme");
  expect(nameOf({ quote: "We never sell" })).toBe("We never sell");
  expect(nameOf(null)).toBeUndefined();
});
