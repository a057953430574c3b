import { expect, test } from "vitest";
import { AHEAD, known, MOST } from "./ahead";
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

test("days to come are asked for a piece after the other, until enough is known", () => {
  const of = (count: number) => ({ data: { forecast: Array.from({ length: count }, (_, at) => at) } });
  const none = { data: undefined };
  expect(known([none])).toEqual({ steps: [], days: 0, next: 0 });
  expect(known([of(0), none])).toEqual({ steps: [], days: AHEAD[0], next: 1 });
  expect(known([of(2), of(1), none])).toEqual({ steps: [0, 1, 0], days: AHEAD[1], next: 2 });
  expect(known([of(2), of(MOST), none])).toMatchObject({ days: AHEAD[1], next: undefined });
  expect(known([of(1), of(1), of(1)])).toEqual({ steps: [0, 0, 0], days: AHEAD[2], next: undefined });
  // An answer to a later piece tells nothing while one before it is missing.
  expect(known([of(1), none, of(5)])).toEqual({ steps: [0], days: AHEAD[0], next: 1 });
});
