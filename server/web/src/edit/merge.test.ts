import { expect, test } from "vitest";
import { decided, differences, merged } from "./merge";
import { emptyClause, emptyContract } from "./values";

const clause = (locator: string) => ({ ...emptyClause("BREACH_NOTICE", "PRESENT"), locator });
const base = {
  ...emptyContract(),
  key: "dpa",
  owner: "Legal",
  endsOn: "2026-12-31",
  terms: { ...emptyContract().terms, regions: ["DE", "US"], categories: ["user.contact"] },
  clauses: [clause("§ 1")],
};

test("only what differs is told, and by whom", () => {
  const theirs = { ...base, owner: "IT", endsOn: "2027-12-31" };
  const mine = { ...base, owner: "Privacy", description: "Ours" };
  expect(differences(base, theirs, mine).map(({ field, by }) => [field, by])).toEqual([
    ["endsOn", "theirs"],
    ["owner", "both"],
    ["description", "mine"],
  ]);
});

test("the same change by both, or the same set in another order, is no difference", () => {
  const theirs = { ...base, owner: "IT", terms: { ...base.terms, regions: ["US", "DE"] } };
  expect(differences(base, theirs, { ...base, owner: "IT" })).toEqual([]);
});

test("nothing is lost: each change of either is in the result", () => {
  const theirs = { ...base, owner: "IT", terms: { ...base.terms, regions: ["eea"] } };
  const mine = { ...base, description: "Ours", terms: { ...base.terms, categories: ["user"] } };
  const found = differences(base, theirs, mine);
  expect(decided(found, {})).toBe(true);
  expect(merged(theirs, found, {})).toEqual({
    ...base,
    owner: "IT",
    description: "Ours",
    terms: { ...base.terms, regions: ["eea"], categories: ["user"] },
  });
});

test("what both changed needs a choice", () => {
  const theirs = { ...base, owner: "IT" };
  const mine = { ...base, owner: "" };
  const found = differences(base, theirs, mine);
  expect(decided(found, {})).toBe(false);
  expect(decided(found, { owner: "base" })).toBe(true);
  expect(merged(theirs, found, { owner: "base" }).owner).toBe("Legal");
  expect(merged(theirs, found, { owner: "theirs" }).owner).toBe("IT");
  expect(merged(theirs, found, { owner: "mine" }).owner).toBe("");
});

test("clauses are compared one by one", () => {
  const audit = emptyClause("AUDIT_RIGHTS", "ABSENT");
  const theirs = { ...base, clauses: [clause("§ 2")] };
  const mine = { ...base, clauses: [audit] };
  const found = differences(base, theirs, mine);
  expect(found.map(({ field, by }) => [field, by])).toEqual([
    ["clauses.BREACH_NOTICE", "both"],
    ["clauses.AUDIT_RIGHTS", "mine"],
  ]);
  expect(merged(theirs, found, { "clauses.BREACH_NOTICE": "theirs" }).clauses).toEqual([
    clause("§ 2"),
    audit,
  ]);
  expect(merged(theirs, found, { "clauses.BREACH_NOTICE": "mine" }).clauses).toEqual([audit]);
});
