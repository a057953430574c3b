import { expect, test } from "vitest";
import { ago } from "./ago";

const MINUTE = 60_000;

test.each([
  [30_000, ""],
  [10 * MINUTE, "10 minutes ago"],
  [61 * MINUTE, "1 hour ago"],
  [25 * 60 * MINUTE, "yesterday"],
  [80 * 60 * MINUTE, "3 days ago"],
])("%i ms are %s", (passed, words) => {
  expect(ago(1_000_000_000_000 - passed, 1_000_000_000_000, "en")).toBe(words);
});
