import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { termsIn } from "../data/termNames";
import german from "./de/terms";
import type { TermCatalogue } from "./terms";

interface BuiltIn {
  key: string;
  name: string;
}

const read = (file: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../schema/taxonomy/${file}.json`, import.meta.url), "utf8"),
  ) as Record<"terms" | "countries" | "groups", BuiltIn[]>;

const { countries, groups } = read("regions");
const BUILT_IN: Record<keyof TermCatalogue, BuiltIn[]> = {
  CATEGORY: read("categories").terms,
  PURPOSE: read("purposes").terms,
  SUBJECT: read("subjects").terms,
  REGION: groups,
  SAFEGUARD: read("safeguards").terms,
};
const KINDS = Object.keys(BUILT_IN) as (keyof TermCatalogue)[];

test.each(KINDS)(
  "%s: each term that comes with Kept has a German name and meaning, and no other has",
  (kind) => {
    const keys = BUILT_IN[kind].map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(5);
    expect(Object.keys(german[kind]).sort()).toEqual(keys.sort());
    const silent = Object.entries(german[kind]).filter(([, words]) =>
      words.some((said) => said.trim() === ""),
    );
    expect(silent).toEqual([]);
  },
);

test("each country that comes with Kept has a German name where browsers have it from", () => {
  const named = new Intl.DisplayNames("de", { type: "region", fallback: "none" });
  expect(countries.filter(({ key }) => !named.of(key))).toEqual([]);
  expect(countries.length).toBeGreaterThan(200);
});

test.each(KINDS)("%s: no two terms have the same German name", (kind) => {
  const all = kind === "REGION" ? [...groups, ...countries] : BUILT_IN[kind];
  const told = all.map(({ key, name }) => ({ key, name, description: null, parent: null, builtIn: true }));
  const none = { CATEGORY: [], PURPOSE: [], SUBJECT: [], REGION: [], SAFEGUARD: [] };
  const names = termsIn("de", german, { ...none, [kind]: told })[kind].map(({ name }) => name.toLowerCase());
  expect(names).toHaveLength(all.length);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test("names are short enough for the cell of a table", () => {
  const long = KINDS.flatMap((kind) => Object.values(german[kind]).filter(([name]) => name.length > 42));
  expect(long).toEqual([]);
});
