import { CombinedError } from "urql";
import { expect, test } from "vitest";
import { readState } from "./address";
import { unknownIn, without } from "./unknown";

const state = readState(new URLSearchParams("around=nimbus,nobody&party=nobody&open=party:nobody"));

/** As the server complains of places in what was asked. */
const complaint = (code: string, ...paths: string[]) =>
  new CombinedError({
    graphQLErrors: [
      { message: "no", extensions: { code, fields: paths.map((path) => ({ path, message: "no" })) } },
    ],
  });

test("a party that is not there is named, and can be left out", () => {
  const unknown = unknownIn(complaint("INVALID", "around[1]"), state);
  expect(unknown).toEqual({ parties: ["nobody"], category: undefined });
  expect(unknown && without(unknown, state)).toEqual({
    around: ["nimbus"],
    party: undefined,
    open: undefined,
  });
});

test("so is a category", () => {
  const of = readState(new URLSearchParams("category=user.shoe&around=nimbus"));
  const unknown = unknownIn(complaint("INVALID", "of[0]"), of);
  expect(unknown).toEqual({ parties: [], category: "user.shoe" });
  expect(unknown && without(unknown, of)).toEqual({ around: ["nimbus"], category: undefined });
});

test("what failed for another reason is not explained with the address", () => {
  expect(unknownIn(undefined, state)).toBeUndefined();
  expect(unknownIn(complaint("INTERNAL", "around[1]"), state)).toBeUndefined();
  expect(unknownIn(complaint("INVALID", "first"), state)).toBeUndefined();
  expect(unknownIn(complaint("INVALID", "around[7]"), state)).toBeUndefined();
});
