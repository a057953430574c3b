import { expect, test } from "vitest";
import { changesOf, kindAndKey, recordOf, withoutDocument } from "./document";
import { emptyClause, emptyContract, emptyFlow, emptyParty } from "./values";

test("a record says only what is recorded", () => {
  expect(
    recordOf({ ...emptyParty(), key: "nimbus", name: " Nimbus ", contacts: [{ role: "", email: "" }] }),
  ).toEqual({
    key: "nimbus",
    name: "Nimbus",
    kind: "VENDOR",
    status: "ACTIVE",
  });
});

test("numbers, yes and no are what a document wants", () => {
  const clause = { ...emptyClause("RETURN_OR_DELETE", "PRESENT"), days: 30, certificate: "no" as const };
  const contract = { ...emptyContract(), key: "dpa", alertDays: ["60", "7"], clauses: [clause] };
  expect(recordOf(contract)).toEqual({
    key: "dpa",
    kind: "DATA_PROCESSING_AGREEMENT",
    alertDays: [60, 7],
    clauses: [{ kind: "RETURN_OR_DELETE", presence: "PRESENT", days: 30, certificate: false }],
  });
});

test("an update sends what differs and clears what is gone", () => {
  const before = { ...emptyFlow(), key: "f", retention: "P1Y", regions: ["DE"], owner: "x" };
  const after = { ...before, retention: "", regions: ["DE", "US"] };
  expect(changesOf(before, after)).toEqual({ retention: null, regions: ["DE", "US"] });
  expect(changesOf(before, before)).toEqual({});
});

test("an id has a kind and a key, which may hold anything", () => {
  expect(kindAndKey("party:a.b-c")).toEqual({ kind: "party", key: "a.b-c" });
  expect(kindAndKey("term:CATEGORY/user")).toEqual({ kind: undefined, key: "CATEGORY/user" });
});

test("without a flow is as if it had been over", () => {
  const flow = { key: "f", startedOn: "2026-06-01" };
  expect(withoutDocument("flow", flow, "2026-06-01")).toEqual({
    kept: 1,
    flows: [{ key: "f", startedOn: "2026-05-31", endedOn: "2026-05-31" }],
  });
  const contract = { key: "c", signedOn: "2020-01-01", effectiveOn: "2020-01-01", endsOn: "2021-01-01" };
  expect(withoutDocument("contract", contract, "2026-06-01")).toEqual({
    kept: 1,
    contracts: [{ key: "c", effectiveOn: "9999-12-30" }],
  });
  expect(withoutDocument("party", { key: "p" }, "2026-06-01")).toBeUndefined();
});
