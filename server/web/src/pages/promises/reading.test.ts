import { expect, test } from "vitest";
import { chapters, concerns, countVerdicts, inOrder, matching, type Read } from "./reading";

const promise = (key: string, section: string | null, more: Partial<Read> = {}): Read => ({
  key,
  kind: "COMMITMENT",
  quote: null,
  section,
  verdict: "KEPT",
  scope: { categories: [] },
  ...more,
});
const keys = (promises: readonly Read[]) => promises.map(({ key }) => key);
const parents: Record<string, string> = { "user.contact.email": "user.contact", "user.contact": "user" };
const parentOf = (key: string) => parents[key] ?? null;

test("sections follow each other by their numbers", () => {
  const list = ["10", "9.10", "9.2", "9", null, "2"].map((section, index) => promise(`p${index}`, section));
  expect(inOrder(list).map(({ section }) => section)).toEqual(["2", "9", "9.2", "9.10", "10", null]);
});

test("a chapter is what its sections share", () => {
  const list = [promise("a", "4.2"), promise("b", "§ 4 (1)"), promise("c", "9"), promise("d", null)];
  const found = chapters([list[0], list[2], list[3]] as Read[]);
  expect(found.map(({ chapter, promises }) => [chapter, keys(promises)])).toEqual([
    ["4", ["a"]],
    ["9", ["c"]],
    [null, ["d"]],
  ]);
});

test("a promise concerns what it covers, what covers it, and everything when it is about all data", () => {
  expect(concerns(["user.contact"], "user.contact.email", parentOf)).toBe(true);
  expect(concerns(["user.contact.email"], "user.contact", parentOf)).toBe(true);
  expect(concerns(["user.location"], "user.contact", parentOf)).toBe(false);
  expect(concerns([], "user.contact", parentOf)).toBe(true);
});

test("what is asked for has to meet every wish", () => {
  const list = [
    promise("a", "1", { quote: "We never sell your e-mail address.", verdict: "BROKEN" }),
    promise("b", "2", {
      quote: "A carrier brings it.",
      kind: "DISCLOSURE",
      scope: { categories: ["user.location"] },
    }),
  ];
  expect(keys(matching(list, { text: "E-MAIL never" }, parentOf))).toEqual(["a"]);
  expect(keys(matching(list, { verdict: "KEPT" }, parentOf))).toEqual(["b"]);
  expect(keys(matching(list, { kind: "DISCLOSURE", category: "user.contact" }, parentOf))).toEqual([]);
  expect(keys(matching(list, {}, parentOf))).toEqual(["a", "b"]);
});

test("what is not judged is not counted", () => {
  expect(countVerdicts([promise("a", null), promise("b", null, { verdict: null })])).toEqual({
    KEPT: 1,
    BROKEN: 0,
    UNPROVEN: 0,
  });
});
