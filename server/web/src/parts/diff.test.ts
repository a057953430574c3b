import { expect, test } from "vitest";
import { apart, diffOf, nameOf, readable } from "./diff";

test("values are read without the signs of JSON", () => {
  expect(readable({ kind: "TACIT", period: "P1Y" })).toBe("kind: TACIT, period: P1Y");
  expect(readable([{ kinds: ["VENDOR"], nested: { a: 1 } }])).toBe("kinds: (VENDOR), nested: (a: 1)");
  expect(readable(null)).toBe("");
  expect(readable(false)).toBe("false");
});

test("lists are told apart piece by piece", () => {
  const { pieces } = diffOf({ field: "regions", before: ["DE", "IE"], after: ["IE", "SE"] });
  expect(pieces).toEqual([
    { text: "DE", written: "DE", sign: "removed" },
    { text: "IE", written: "IE", sign: "same" },
    { text: "SE", written: "SE", sign: "added" },
  ]);
  expect(diffOf({ field: "regions", before: null, after: ["DE"] }).pieces).toEqual([
    { text: "DE", written: "DE", sign: "added" },
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

test("the fields of a group stand on their own, also of one that is new or gone", () => {
  expect(
    apart([
      {
        field: "limits",
        before: null,
        after: { maxRetention: "P1Y", onlyRecipients: { kinds: ["VENDOR"] } },
      },
      { field: "renewal", before: { kind: "NONE" }, after: undefined },
      { field: "regions", before: null, after: ["DE"] },
    ]),
  ).toEqual([
    { field: "limits.maxRetention", before: undefined, after: "P1Y" },
    { field: "limits.onlyRecipients.kinds", before: undefined, after: ["VENDOR"] },
    { field: "renewal.kind", before: "NONE", after: undefined },
    { field: "regions", before: null, after: ["DE"] },
  ]);
});

test("what is said of a value is asked with its field; what is the same is told by what is written", () => {
  const say = (field: string, value: unknown) => `${field} ${String(value).length}`;
  expect(diffOf({ field: "a", before: ["x"], after: ["y"] }, say).pieces).toEqual([
    { text: "a 1", written: "x", sign: "removed" },
    { text: "a 1", written: "y", sign: "added" },
  ]);
});
