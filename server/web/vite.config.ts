import react from "@vitejs/plugin-react";
import { compression } from "vite-plugin-compression2";
import { defineConfig } from "vitest/config";
import { operations } from "./scripts/operations.ts";
import { policies } from "./scripts/policies.ts";

/** Where `npm run dev` finds a running Kept server. */
const server = process.env.KEPT_URL ?? "http://127.0.0.1:8080";

/** What the server answers itself. The host stays as the browser asked for it, or the server would refuse a foreign page. */
const behind = { target: server, changeOrigin: false };
const proxy = {
  "/graphql/ws": { ...behind, ws: true },
  "^/graphql$": behind,
  "/schema.graphql": behind,
  "/healthz": behind,
  "/readyz": behind,
  "/calendar.ics": behind,
  "/v1": behind,
};

export default defineConfig({
  base: "/",
  plugins: [
    operations(new URL("src/", import.meta.url)),
    policies(),
    react(),
    // Packed once and well, not at each answer: `server/src/http/assets.rs` serves what lies beside a file.
    compression({ algorithms: ["brotliCompress", "gzip"], logLevel: "silent" }),
  ],
  build: {
    target: "es2022",
    // light-dark() as it is written.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The playground is an entry of its own: it has another policy, and nothing else needs the editor.
    rolldownOptions: {
      input: { index: "index.html", graphiql: "graphiql.html" },
      onwarn(warning, show) {
        // "use no memo" in GraphiQL's packages: a note to a compiler that has already run.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") show(warning);
      },
    },
    // Never inline: a data: URL cannot be cached and would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    // The notices that the bundled libraries' licences ask for.
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    // Monaco is one big chunk, loaded only by the playground.
    chunkSizeWarningLimit: 4000,
  },
  server: { proxy },
  // The built pages with a server behind them.
  preview: { proxy },
  test: { include: ["{src,scripts}/**/*.test.{ts,tsx}"], environment: "node", testTimeout: 60_000 },
});
