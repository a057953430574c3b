import { expect, test } from "vitest";
import { later, localOf, momentOf } from "./snooze";

// A Thursday, by the clock of whoever runs this.
const now = new Date(2026, 10, 26, 14, 30);

test("moments to come are said as the reader's clock shows them", () => {
  expect(localOf(later("hour", now))).toBe("2026-11-26T15:30");
  expect(localOf(later("tomorrow", now))).toBe("2026-11-27T09:00");
  expect(localOf(later("monday", now))).toBe("2026-11-30T09:00");
  expect(localOf(later("week", now))).toBe("2026-12-03T14:30");
});

test("on a Monday the next one is meant", () => {
  expect(localOf(later("monday", new Date(2026, 10, 30, 8)))).toBe("2026-12-07T09:00");
});

test("a local time is a moment, and what is none is none", () => {
  expect(momentOf(localOf(now))).toBe(now.toISOString());
  expect(momentOf("")).toBeUndefined();
  expect(momentOf("2026-11-26")).toBeUndefined();
  expect(momentOf("2026-13-40T99:99")).toBeUndefined();
});
