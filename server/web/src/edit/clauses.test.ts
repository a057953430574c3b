import { readFileSync } from "node:fs";
import { buildSchema, isEnumType } from "graphql";
import { expect, test } from "vitest";
import type { ContractRole } from "../gql/graphql";
import { askedFor, usualRoles } from "./clauses";

const schema = buildSchema(
  readFileSync(new URL("../../../../schema/graphql/schema.graphql", import.meta.url), "utf8"),
);
const valuesOf = (name: string) => {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}`);
  return type.getValues().map((value) => value.name);
};
const KINDS = valuesOf("ContractKind");
const ROLES = valuesOf("ContractRole") as ContractRole[];
const ORDER = valuesOf("ClauseKind");

/** What the decision about the rules asks for: each list, and the words that stand for it in its parentheses. */
const decided = readFileSync(
  new URL("../../../../docs/decisions/0004-contract-rules.md", import.meta.url),
  "utf8",
)
  .replace(/\n {4}/g, " ")
  .match(/^ {2}- \*(processor|joint controllers|service provider|third party|transfer)\* .*$/gm)
  ?.map((line) => {
    const [, when = "", what = ""] = /\((.*?)\): (.*?)(?:\.|$| \()/.exec(line) ?? [];
    const words: string[] = when.match(/[A-Z_]{3,}/g) ?? [];
    return {
      kinds: words.filter((word) => KINDS.includes(word)),
      roles: words.filter((word) => ROLES.includes(word as ContractRole)),
      clauses: what.split(", "),
    };
  });

test("the decision names five lists, all of known clauses", () => {
  expect(decided).toHaveLength(5);
  for (const { kinds, roles, clauses } of decided ?? []) {
    expect(kinds.length + roles.length).toBeGreaterThan(0);
    expect(clauses.filter((clause) => !ORDER.includes(clause))).toEqual([]);
  }
});

const asked = (kind: string, ...roles: (ContractRole | "")[]) =>
  askedFor([{ kind, parties: roles.map((role) => ({ role })) }]).flatMap(({ kinds }) => kinds);

test.each(KINDS)("of a contract of kind %s with any two roles is asked what the decision says", (kind) => {
  for (const one of [...ROLES, ""] as const) {
    for (const other of [...ROLES, ""] as const) {
      const lists = decided?.filter(
        ({ kinds, roles }) => kinds.includes(kind) || roles.includes(one) || roles.includes(other),
      );
      const clauses = new Set(lists?.flatMap((list) => list.clauses));
      expect(asked(kind, one, other), `${one} and ${other}`).toEqual(
        ORDER.filter((clause) => clauses.has(clause)),
      );
    }
  }
});

test("each list says why it is asked for", () => {
  const sources = (kind: string, ...roles: ContractRole[]) =>
    askedFor([{ kind, parties: roles.map((role) => ({ role })) }]).map(({ source }) => source);
  expect(sources("NDA")).toEqual([]);
  expect(sources("DATA_PROCESSING_AGREEMENT")).toEqual(["PROCESSOR"]);
  expect(sources("NDA", "CONTROLLER", "PROCESSOR")).toEqual(["PROCESSOR"]);
  expect(sources("SCC")).toEqual(["TRANSFER"]);
  expect(sources("NDA", "DATA_IMPORTER")).toEqual(["TRANSFER"]);
  expect(sources("JOINT_CONTROLLER")).toEqual(["JOINT"]);
  expect(sources("NDA", "SERVICE_PROVIDER", "THIRD_PARTY")).toEqual(["PROVIDER"]);
  expect(sources("NDA", "THIRD_PARTY")).toEqual(["RECIPIENT"]);
});

test("an amendment asks with the contract it amends", () => {
  const layers = [
    { kind: "ADDENDUM", parties: [{ role: "DATA_EXPORTER" as const }] },
    { kind: "DATA_PROCESSING_AGREEMENT", parties: [] },
  ];
  expect(askedFor(layers).map(({ source }) => source)).toEqual(["PROCESSOR", "TRANSFER"]);
});

test("roles follow the kind", () => {
  expect(usualRoles("DATA_PROCESSING_AGREEMENT")).toEqual(["CONTROLLER", "PROCESSOR"]);
  expect(usualRoles("NDA")).toEqual(["CUSTOMER", "SUPPLIER"]);
});
