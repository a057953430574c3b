import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { mayShare } from "../../../examples/may-share";

const kept = process.env.KEPT_URL ?? "";
const question = {
  source: "web-shop",
  recipient: "silverquay",
  categories: ["user.contact.email"],
  purposes: ["marketing.advertising"],
};
/** A machine that does other things besides is slower than the manual's patience. */
const LONG = 60_000;

test("what is not declared is not sent", async () => {
  expect(await mayShare(kept, question, "open", LONG)).toBe(false);
});

test("a question that is wrong is an error", async () => {
  await expect(mayShare(kept, { ...question, recipient: "nobody" }, "open", LONG)).rejects.toThrow(
    "is not the key of a party",
  );
});

test("without Kept the caller's choice counts", async () => {
  const nowhere = "http://127.0.0.1:1";
  expect(await mayShare(nowhere, question, "closed", LONG)).toBe(false);
  expect(await mayShare(nowhere, question, "open", LONG)).toBe(true);
});

test.each([
  ["says nothing", ""],
  ["stops in the middle of its answer", '{"decision": "ALL'],
])("a Kept that %s is away", async (_, said) => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write(said);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const silent = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await mayShare(silent, question)).toBe(false);
  expect(await mayShare(silent, question, "open")).toBe(true);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
