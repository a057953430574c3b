import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const CALL = /\bgraphql\(`([^`]*)`\)/g;
const DEFINED = /\bfragment\s+(\w+)\s+on\b/g;
const SPREAD = /\.\.\.\s*(?!on\b)([A-Za-z_]\w*)/g;

/** The fragments that are written in modules, by name. */
export function fragmentsIn(modules: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const code of modules) {
    for (const [, text = ""] of code.matchAll(CALL)) {
      for (const [, name = ""] of text.matchAll(DEFINED)) found.set(name, text);
    }
  }
  return found;
}

/** The names of the fragments that a text uses, those that they use too. */
function usedBy(text: string, fragments: ReadonlyMap<string, string>): Set<string> {
  const used = new Set<string>();
  const wanted = [text];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    for (const [, name = ""] of next.matchAll(SPREAD)) {
      if (used.has(name)) continue;
      const fragment = fragments.get(name);
      if (fragment === undefined) throw new Error(`No module of the pages defines the fragment \`${name}\``);
      used.add(name);
      wanted.push(fragment);
    }
  }
  return used;
}

/** A module with its operations written out, on the lines they were on; a fragment alone is nothing to ask. */
export function writtenOut(code: string, fragments: ReadonlyMap<string, string>): string {
  const written = code.replace(CALL, (_, text: string) => {
    if (/^\s*fragment\b/.test(text)) return `void \`${text}\``;
    const used = new Set([...usedBy(text, fragments)].map((name) => fragments.get(name) ?? ""));
    return `/*#__PURE__*/ operation(\`${text}\` + ${JSON.stringify([...used].join(""))})`;
  });
  return `import { gql as operation } from "urql";${written}`;
}

/**
 * Puts each operation, with the fragments it uses, where it is asked. The generated `graphql()` looks it up in a map of
 * the operations of all pages, parsed already, which would be loaded with whichever page is opened first.
 */
export function operations(src: URL): Plugin {
  const folder = fileURLToPath(src);
  let fragments: Map<string, string> | undefined;
  const read = () =>
    fragmentsIn(
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("gql"))
        .map((name) => readFileSync(new URL(name, src), "utf8")),
    );
  return {
    name: "kept:operations",
    enforce: "pre",
    buildStart() {
      fragments = undefined;
    },
    watchChange() {
      fragments = undefined;
    },
    transform: {
      filter: { id: /\/src\/(?!gql\/).*\.tsx?$/, code: CALL },
      handler(code) {
        fragments ??= read();
        return { code: writtenOut(code, fragments), map: null };
      },
    },
  };
}
