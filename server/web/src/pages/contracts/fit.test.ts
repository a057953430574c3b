import { expect, test } from "vitest";
import { compare, coversBy, coversPlaces, coversTime, nominalDays } from "./fit";

const parents = new Map([
  ["user.contact.email", "user.contact"],
  ["user.contact.phone", "user.contact"],
  ["user.contact", "user"],
  ["user.name", "user"],
]);

test("over-use and under-use", () => {
  const flows = [
    { key: "f", values: ["user.contact.email"], verdict: undefined },
    { key: "g", values: ["user.name"], verdict: "BROKEN" as const },
    { key: "h", values: [], verdict: undefined },
  ];
  const compared = compare(["user.contact", "user.device"], flows, coversBy(parents));
  expect(compared.admitted).toEqual([
    { value: "user.contact", used: true },
    { value: "user.device", used: false },
  ]);
  expect(compared.used).toEqual([
    { value: "user.contact.email", fit: "INSIDE", flows: ["f"], verdict: undefined },
    { value: "user.name", fit: "OUTSIDE", flows: ["g"], verdict: "BROKEN" },
  ]);
  expect(compared.silent).toEqual(["h"]);
});

test("a declaration that is broader than what is admitted", () => {
  const flows = [{ key: "f", values: ["user.contact"], verdict: "UNPROVEN" as const }];
  const { used, admitted } = compare(["user.contact.email"], flows, coversBy(parents));
  expect(used).toEqual([{ value: "user.contact", fit: "BROADER", flows: ["f"], verdict: "UNPROVEN" }]);
  expect(admitted[0]?.used).toBe(true);
});

test("what a contract does not record it does not limit", () => {
  const flows = [{ key: "f", values: ["US"], verdict: undefined }];
  expect(compare([], flows, coversPlaces(new Map())).used[0]?.fit).toBe("INSIDE");
});

test("places are sets of countries", () => {
  const covers = coversPlaces(
    new Map([
      ["nordics", ["DK", "SE"]],
      ["eea", ["DE", "DK", "SE"]],
    ]),
  );
  expect(covers("eea", "DE")).toBe(true);
  expect(covers("eea", "nordics")).toBe(true);
  expect(covers("nordics", "eea")).toBe(false);
  expect(covers("world", "eea")).toBe(true);
  expect(covers("DE", "US")).toBe(false);
});

test("durations compare by nominal length", () => {
  expect(nominalDays("P1Y")).toBe(365);
  expect(coversTime("P1Y", "P12M")).toBe(true);
  expect(coversTime("P1Y", "P13M")).toBe(false);
});
