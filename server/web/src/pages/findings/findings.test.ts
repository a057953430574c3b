import { expect, test } from "vitest";
import { orderOf } from "../../parts/listAddress";
import { plain } from "../../parts/plain";
import { picked } from "../../parts/selection";
import { asked, bySeverity, filtersOf, inWords, narrowed } from "./filters";
import { asOrder, ORDERS, USUAL } from "./order";

test("filters come from the address, and nonsense in it is no filter", () => {
  const filters = filtersOf(
    new URLSearchParams("severity=high&verdict=ODD&state=all&about=contract&who=Legal&q=nimbus"),
  );
  expect(filters).toEqual({
    severity: "HIGH",
    rule: undefined,
    verdict: undefined,
    state: "ALL",
    subject: undefined,
    about: "contract",
    who: "Legal",
    text: "nimbus",
  });
  expect(asked(filters)).toEqual({
    minSeverity: "HIGH",
    rule: null,
    verdict: null,
    state: null,
    subject: null,
    assignedTo: "Legal",
    assigned: null,
    about: "CONTRACT",
    text: "nimbus",
  });
  expect(asked(filtersOf(new URLSearchParams("who=-")))).toMatchObject({ assignedTo: null, assigned: false });
  expect(narrowed(filtersOf(new URLSearchParams("open=f1&day=2026-03-01")))).toBe(false);
});

test("words of the schema in an address are read as the filters call them, names as they are", () => {
  expect(inWords("state", ["ACCEPTED"])).toEqual(["accepted"]);
  expect(inWords("who", ["Legal"])).toEqual(["Legal"]);
  expect(narrowed(filtersOf(new URLSearchParams("state=accepted")))).toBe(true);
});

test("counts of each severity come from counts of so grave or graver", () => {
  expect(bySeverity({ CRITICAL: 1, HIGH: 4, MEDIUM: 4, LOW: 9, INFO: 10 })).toEqual({
    CRITICAL: 1,
    HIGH: 3,
    MEDIUM: 0,
    LOW: 5,
    INFO: 1,
  });
});

test("a range takes on what the anchor is", () => {
  const shown = ["a", "b", "c", "d"];
  const one = picked({ ids: new Set(), anchor: undefined }, shown, "b", false);
  const range = picked(one, shown, "d", true);
  expect([...range.ids]).toEqual(["b", "c", "d"]);
  const off = picked(range, shown, "c", false);
  expect([...picked(off, shown, "d", true).ids]).toEqual(["b"]);
  expect([...picked({ ids: new Set(), anchor: "gone" }, shown, "c", true).ids]).toEqual(["c"]);
});

test("keys of terms in a sentence become what people call them", () => {
  const names = new Map([
    ["user.contact.email", "E-mail address"],
    ["in eea", "European Economic Area"],
    ["in AG", "Antigua and Barbuda"],
    ["in US", "United States"],
    ["AUDIT_RIGHTS", "audits"],
  ]);
  const day = (day: string) => `<${day}>`;
  expect(plain("Nimbus receives user.contact.email in US; it is kept in eea.", names, day)).toBe(
    "Nimbus receives E-mail address in United States; it is kept in European Economic Area.",
  );
  expect(plain("Nimbus AG (US) has no AUDIT_RIGHTS", names, day)).toBe(
    "Nimbus AG (United States) has no audits",
  );
  expect(plain("user.contact.emails and nimbus.example", names, day)).toBe(
    "user.contact.emails and nimbus.example",
  );
  expect(plain("dpa-2026-01-31 ended on 2026-01-31.", names, day)).toBe(
    "dpa-2026-01-31 ended on <2026-01-31>.",
  );
});

test("an order of the address is asked for; what the list is not sorted by is not", () => {
  expect(asOrder({ field: "DUE_ON", direction: "ASC" })).toEqual({ field: "DUE_ON", direction: "ASC" });
  expect(orderOf("-MESSAGE", ORDERS)).toBeUndefined();
  expect(orderOf("-SEVERITY", ORDERS)).toEqual(USUAL);
});
