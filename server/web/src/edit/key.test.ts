import { expect, test } from "vitest";
import { contractKey, flowKey, nameWords, proposeKey } from "./key";

test.each([
  ["Nimbus Mail Inc.", "nimbus-mail"],
  ["Kettle & Fern Labs sp. z o.o.", "kettle-and-fern-labs"],
  ["Silverquay Payments B.V.", "silverquay-payments"],
  ["Müller & Söhne GmbH & Co. KG", "mueller-and-soehne"],
  ["Große Straße e.V.", "grosse-strasse"],
  ["Łódź Crème, S.A.", "lodz-creme"],
  ["AB", "ab"],
  ["!!!", ""],
  ["", ""],
])("%s is %s", (name, key) => {
  expect(proposeKey(name)).toBe(key);
});

test("a key is never longer than the register takes, and ends in a letter or digit", () => {
  expect(proposeKey(`${"a".repeat(59)} ${"b".repeat(80)}`)).toBe("a".repeat(59));
});

test("a taken key gets a number", () => {
  expect(proposeKey("Nimbus", new Set(["nimbus", "nimbus-2"]))).toBe("nimbus-3");
  expect(contractKey("DATA_PROCESSING_AGREEMENT", "nimbus", new Set(["dpa-nimbus"]))).toBe("dpa-nimbus-2");
});

test("contracts and flows are called after what they join", () => {
  expect(contractKey("NDA", "nimbus")).toBe("nda-nimbus");
  expect(contractKey("NDA", "")).toBe("");
  expect(flowKey("shop", "nimbus")).toBe("shop-nimbus");
  expect(flowKey("", "nimbus")).toBe("");
});

test("similar names are looked for without legal forms", () => {
  expect(nameWords("Müller Logistik AG")).toEqual(["mueller", "logistik"]);
});
