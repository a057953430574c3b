import { expect, test } from "vitest";
import { ARTICLE_28, askedFor, usualRoles } from "./clauses";

test("a processor is asked for Article 28, an exporter for a transfer mechanism too", () => {
  expect(askedFor("DATA_PROCESSING_AGREEMENT", [])).toEqual(ARTICLE_28);
  expect(askedFor("ORDER", ["CONTROLLER", "PROCESSOR"])).toEqual(ARTICLE_28);
  expect(askedFor("DATA_PROCESSING_AGREEMENT", ["DATA_EXPORTER", "DATA_IMPORTER"])).toEqual([
    ...ARTICLE_28,
    "TRANSFER_MECHANISM",
  ]);
});

test("the CCPA asks six of a service provider and four of a third party", () => {
  expect(askedFor("DATA_SHARING", ["BUSINESS", "SERVICE_PROVIDER"])).toHaveLength(6);
  expect(askedFor("DATA_SHARING", ["BUSINESS", "THIRD_PARTY"])).toHaveLength(4);
});

test("other contracts are asked for nothing", () => {
  expect(askedFor("NDA", ["CUSTOMER", "SUPPLIER"])).toEqual([]);
  expect(askedFor("JOINT_CONTROLLER", ["JOINT_CONTROLLER"])).toEqual(["JOINT_CONTROLLER_ARRANGEMENT"]);
});

test("roles follow the kind", () => {
  expect(usualRoles("DATA_PROCESSING_AGREEMENT")).toEqual(["CONTROLLER", "PROCESSOR"]);
  expect(usualRoles("NDA")).toEqual(["CUSTOMER", "SUPPLIER"]);
});
