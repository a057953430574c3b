import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, type GraphQLSchema, getVariableValues, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { day, examples, text } from "./examples";

const path =
  process.env.KEPT_SCHEMA ??
  fileURLToPath(new URL("../../../../schema/graphql/schema.graphql", import.meta.url));

let schema: GraphQLSchema | undefined;
function publishedSchema(): GraphQLSchema {
  if (!existsSync(path)) {
    throw new Error(
      "schema/graphql/schema.graphql does not exist yet, so the examples cannot be checked. Write it with `kept schema graphql`.",
    );
  }
  schema ??= buildSchema(readFileSync(path, "utf8"));
  return schema;
}

describe("the playground's examples", () => {
  it("has titles that are unique and tabs to open with", () => {
    expect(new Set(examples.map((e) => e.title)).size).toBe(examples.length);
    expect(examples.filter((e) => e.tab).length).toBeGreaterThanOrEqual(3);
  });

  it("gives the first tab no variables, which GraphiQL would not show", () => {
    expect(examples[0]?.tab).toBe(true);
    expect(examples[0]?.variables).toBeUndefined();
  });

  it.each(examples)("is valid against the published schema: $title", (example) => {
    const document = parse(text(example));
    const published = publishedSchema();
    expect(validate(published, document).map((e) => e.message)).toEqual([]);

    const operation = document.definitions.find((d) => d.kind === "OperationDefinition");
    // GraphiQL titles the tab with the operation's name.
    expect(operation?.name?.value).toBeTruthy();
    const { errors } = getVariableValues(
      published,
      operation?.variableDefinitions ?? [],
      example.variables ?? {},
    );
    expect(errors?.map((e) => e.message) ?? []).toEqual([]);
  });

  it("counts days in UTC", () => {
    const now = new Date("2026-11-23T23:30:00Z");
    expect(day(0, now)).toBe("2026-11-23");
    expect(day(90, now)).toBe("2027-02-21");
  });
});
