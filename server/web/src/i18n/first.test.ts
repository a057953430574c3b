import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import words from "./en/first";

const SRC = new URL("../", import.meta.url);
/** What is loaded for the first page: `app/routes.tsx` loads the others when they are gone to. */
const ENTRIES = ["app/main.tsx", "pages/overview/Overview.tsx"];
const IMPORTED = /^(?:import|export) (?!type\b)[^;]*?from "(\.[^"]+)"/gms;
const USED = /(?:useTranslation\(\s*(?:\[[^\]]*\]|"\w+")|\bns: "\w+")/g;

/** The modules that some import, those that these import too, with their text. */
function reached(entries: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const wanted = entries.map((entry) => new URL(entry, SRC));
  for (let next = wanted.pop(); next; next = wanted.pop()) {
    const path = fileURLToPath(next);
    if (found.has(path)) continue;
    const text = readFileSync(path, "utf8");
    found.set(path, text);
    for (const [, from = ""] of text.matchAll(IMPORTED)) {
      const file = ["ts", "tsx"].map((end) => new URL(`${from}.${end}`, next));
      wanted.push(...[...file, new URL(`${from}/index.ts`, next)].filter((url) => existsSync(url)));
    }
  }
  return found;
}

test("the first page and the frame say only what is loaded with them", () => {
  const modules = reached(ENTRIES);
  const used = new Set<string>();
  for (const [path, text] of modules) {
    if (path.includes("/i18n/")) continue;
    for (const [call] of text.matchAll(USED)) {
      for (const [, namespace = ""] of call.matchAll(/"(\w+)"/g)) used.add(namespace);
    }
  }
  expect([...used].filter((namespace) => !Object.hasOwn(words, namespace))).toEqual([]);
  expect(used).toContain("overview");
});
