import { expect, test } from "vitest";
import { brokenAt, links, merged, pageBefore } from "./chain";

const change = (seq: number, previousHash = `h${seq - 1}`) => ({ seq, hash: `h${seq}`, previousHash });
const first = { seq: 1, hash: "h1", previousHash: "0000" };

test("each change names the hash of the one before it", () => {
  const chain = [change(3), change(2), first];
  expect([...links(chain)]).toEqual([
    [3, "LINKED"],
    [2, "LINKED"],
    [1, "FIRST"],
  ]);
  expect(brokenAt(chain)).toBeUndefined();
});

test("a change that does not is told, and what was not looked at is not called linked", () => {
  expect(brokenAt([change(3, "other"), change(2), first])).toBe(3);
  expect(brokenAt([change(2), { ...first, previousHash: "12" }])).toBe(1);
  expect(links([change(9), change(7)]).get(9)).toBe("AWAITED");
});

test("pages are read backwards", () => {
  expect(pageBefore(251, 100)).toEqual({ after: 150, first: 100 });
  expect(pageBefore(51, 100)).toEqual({ after: 0, first: 50 });
  expect(pageBefore(1, 100)).toEqual({ after: 0, first: 0 });
});

test("lists are put together, the newest first", () => {
  expect(merged([change(3)], [change(2), change(3)]).map(({ seq }) => seq)).toEqual([3, 2]);
});
