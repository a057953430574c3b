import { expect, test } from "vitest";
import { often, together } from "./habits";

test("the most frequent is first, and of two alike the one seen first", () => {
  expect(
    often([
      ["b", "a"],
      ["a", "c"],
      ["c", "a"],
    ]),
  ).toEqual(["a", "c", "b"]);
});

test("better guesses come first, and nothing twice", () => {
  expect(together({ purposes: ["a"] }, { purposes: ["b", "a"], regions: ["DE"] })).toEqual({
    categories: [],
    purposes: ["a", "b"],
    subjects: [],
    regions: ["DE"],
    safeguards: [],
  });
});
