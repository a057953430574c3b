import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import deFirst from "../i18n/de/first";
import deRest from "../i18n/de/rest";
import en from "../i18n/en";
import { kindOf, labelOf } from "./fieldLabels";

interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}
const { $defs } = JSON.parse(
  readFileSync(new URL("../../../../schema/document.schema.json", import.meta.url), "utf8"),
) as { $defs: Record<string, Schema> };

/** What a schema names, without its being in a list or left out. */
function plain(schema: Schema | undefined): Schema | undefined {
  if (!schema) return undefined;
  if (schema.$ref) return plain($defs[schema.$ref.slice("#/$defs/".length)]);
  if (schema.items) return plain(schema.items);
  return schema.anyOf ? plain(schema.anyOf.find((one) => one.$ref ?? one.items)) : schema;
}

function pathsOf(schema: Schema | undefined, at = ""): string[] {
  return Object.entries(plain(schema)?.properties ?? {}).flatMap(([name, inner]) => [
    at + name,
    ...pathsOf(inner, `${at}${name}.`),
  ]);
}

const KINDS = {
  party: "Party",
  contract: "Contract",
  flow: "Flow",
  notice: "DocumentNotice",
  promise: "Promise",
  channel: "Channel",
  observation: "Observation",
  term: "Term",
  acceptance: "Acceptance",
  assignment: "Assignment",
};
/** Promises are records of their own in the register. */
const ELSEWHERE = /^promises\b/;

const said = (catalogue: object, label: string): unknown =>
  label
    .split(/[:.]/)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], catalogue);

test.each(Object.entries(KINDS))("every field of a %s has a name in both languages", (kind, type) => {
  const paths = pathsOf($defs[type]).filter((path) => kind !== "notice" || !ELSEWHERE.test(path));
  expect(paths.length).toBeGreaterThan(4);
  const unnamed = paths.filter((path) => {
    const label = labelOf(kind, path);
    return !label || [en, { ...deFirst, ...deRest }].some((words) => typeof said(words, label) !== "string");
  });
  expect(unnamed).toEqual([]);
});

test("a record calls its field as its own form does", () => {
  expect(labelOf("contract", "name")).toBe("register:contract.name");
  expect(labelOf("party", "contacts.name")).toBe("register:party.contactName");
  expect(labelOf("promise", "scope.regions")).toBe("promises:edit.regions");
  expect(labelOf("notice", "audience.regions")).toBe("notices:edit.regions");
  expect(labelOf("flow", "nothing")).toBeUndefined();
  expect(kindOf("promise:a:b")).toBe("promise");
});
