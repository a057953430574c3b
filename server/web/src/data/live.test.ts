import { CombinedError } from "urql";
import { expect, test } from "vitest";
import { whole } from "./live";

const complaint = (...path: (string | number)[]) =>
  new CombinedError({ graphQLErrors: [{ message: "no", path }] });

test("an answer that lacks a part is none", () => {
  expect(whole({ contracts: 1 }, complaint("flows"))).toBeUndefined();
});

test("one with nothing where there may be nothing is an answer", () => {
  expect(whole({ contracts: 1, party: null }, complaint("party"))).toEqual({ contracts: 1, party: null });
  expect(whole({ party: { name: "a" } }, complaint("party", "findings"))).toEqual({ party: { name: "a" } });
  expect(whole({ contracts: 1 }, undefined)).toEqual({ contracts: 1 });
});
