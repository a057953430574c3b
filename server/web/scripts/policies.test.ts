import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGES_POLICY, PLAYGROUND_POLICY, policyOf } from "./policies";

const server = readFileSync(new URL("../../src/http/assets.rs", import.meta.url), "utf8");

/** A text of the server's; one on several lines is joined as Rust joins it. */
const textOf = (name: string) =>
  new RegExp(`const ${name}: &str = "([^"]*)"`).exec(server)?.[1]?.replace(/\\\n\s*/g, "");

test("a preview has the policies of the server, the playground its own", () => {
  expect(PAGES_POLICY).toBe(textOf("PAGES_POLICY"));
  expect(PLAYGROUND_POLICY).toBe(textOf("PLAYGROUND_POLICY"));
  expect(["/graphiql", "/graphiql.html", "/graphiql?query=x"].map(policyOf)).toEqual(
    Array(3).fill(PLAYGROUND_POLICY),
  );
  expect(["/", "/who?category=graphiql", "/graphiqls", "/graphql"].map(policyOf)).toEqual(
    Array(4).fill(PAGES_POLICY),
  );
});
