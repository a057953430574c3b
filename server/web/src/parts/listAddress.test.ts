import { expect, test } from "vitest";
import { namedIn, orderOf, orderText } from "./listAddress";

test("an order is a field, and a dash before it turns it round", () => {
  expect(orderOf("NAME", ["KEY", "NAME"])).toEqual({ field: "NAME", direction: "ASC" });
  expect(orderOf("-KEY", ["KEY", "NAME"])).toEqual({ field: "KEY", direction: "DESC" });
  expect(orderOf("AGE", ["KEY", "NAME"])).toBeUndefined();
  expect(orderOf(null, ["KEY"])).toBeUndefined();
  expect(orderText({ field: "KEY", direction: "DESC" })).toBe("-KEY");
});

test("what an address names and nobody knows is passed over", () => {
  expect(namedIn(["VENDOR", "ALIEN", "SELF"], ["SELF", "VENDOR", "PARTNER"])).toEqual(["SELF", "VENDOR"]);
});
