import { expect, test } from "vitest";
import { lastVisit, noteVisit } from "./visit";
import { worstOf } from "./worst";

test("one broken promise outweighs all that are kept", () => {
  expect(worstOf({ kept: 40, broken: 1, unproven: 3 })).toBe("BROKEN");
  expect(worstOf({ kept: 40, broken: 0, unproven: 3 })).toBe("UNPROVEN");
  expect(worstOf({ kept: 40, broken: 0, unproven: 0 })).toBe("KEPT");
  expect(worstOf({ kept: 0, broken: 0, unproven: 0 })).toBeUndefined();
});

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

test("a reload is no new visit, the next morning is one", () => {
  const browser = memory();
  expect(lastVisit(browser)).toBeUndefined();
  noteVisit(browser, { at: "2026-03-01T09:00:00Z", look: 4 });
  expect(lastVisit(browser, Date.parse("2026-03-01T09:05:00Z"))).toBeUndefined();
  expect(lastVisit(browser, Date.parse("2026-03-02T09:00:00Z"))?.look).toBe(4);
  noteVisit(browser, { at: "2026-03-02T09:00:00Z", look: 9 });
  expect(lastVisit(browser, Date.parse("2026-03-02T09:10:00Z"))?.look).toBe(4);
});

test("what cannot be read is forgotten", () => {
  const browser = memory();
  browser.setItem("kept.seen", "{");
  expect(lastVisit(browser)).toBeUndefined();
});
