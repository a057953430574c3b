import { expect, test } from "vitest";
import { mayShare } from "../../../examples/may-share";

const kept = process.env.KEPT_URL ?? "";
const question = {
  source: "web-shop",
  recipient: "silverquay",
  categories: ["user.contact.email"],
  purposes: ["marketing.advertising"],
};

test("what is not declared is not sent", async () => {
  expect(await mayShare(kept, question, "open")).toBe(false);
});

test("a question that is wrong is an error", async () => {
  await expect(mayShare(kept, { ...question, recipient: "nobody" }, "open")).rejects.toThrow(
    "is not the key of a party",
  );
});

test("without Kept the caller's choice counts", async () => {
  const nowhere = "http://127.0.0.1:1";
  expect(await mayShare(nowhere, question)).toBe(false);
  expect(await mayShare(nowhere, question, "open")).toBe(true);
});
