import { parse } from "graphql";
import { expect, test } from "vitest";
import { fragmentsIn, writtenOut } from "./operations";

const PARTS = "graphql(`\n  fragment Parts on Party { id operator { ...Name } }\n`);";
const NAME = "graphql(`fragment Name on Party { name }`);";
const QUERY =
  'export const Q = graphql(`\n  query Q { party(key: "a") { ...Parts ... on Party { ...Name } } }\n`);';

/** What is handed to urql: the texts of a module, in its order. */
function asked(code: string): string[] {
  const told: string[] = [];
  const module = code.replace(/^import [^;]*;/, "").replace(/export const/g, "const");
  new Function("operation", module)((text: string) => told.push(text));
  return told;
}

test("an operation has the fragments it uses, those that they use too, once", () => {
  const [text = ""] = asked(writtenOut(QUERY, fragmentsIn([PARTS, NAME])));
  const names = parse(text).definitions.map((definition) => "name" in definition && definition.name?.value);
  expect(names.toSorted()).toEqual(["Name", "Parts", "Q"]);
});

test("a fragment alone is nothing to ask, and what follows stays on its line", () => {
  const written = writtenOut(`${PARTS}\n${QUERY}`, fragmentsIn([PARTS, NAME]));
  expect(asked(written)).toHaveLength(1);
  expect(written.split("\n")).toHaveLength(`${PARTS}\n${QUERY}`.split("\n").length);
});

test("a fragment that nothing defines is named", () => {
  expect(() => writtenOut(QUERY, fragmentsIn([PARTS]))).toThrow("the fragment `Name`");
});
