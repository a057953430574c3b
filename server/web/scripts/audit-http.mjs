// Runs the GraphQL-over-HTTP audits of `graphql-http` against a running server.
// Fails on errors (MUST) and on warnings (SHOULD); notices (MAY) are printed only.
import { auditServer } from "graphql-http";

const server = process.env.KEPT_URL;
if (!server) {
  console.error("Set KEPT_URL to the address of a running server, for example http://127.0.0.1:8080");
  process.exit(2);
}

const url = new URL("/graphql", server).href;
const results = await auditServer({ url, fetchFn: fetch });
const notOk = results.filter((result) => result.status !== "ok");
for (const result of notOk) {
  console.error(`${result.status.toUpperCase()} ${result.id} ${result.name}: ${result.reason}`);
  const body = await result.response.text().catch(() => "");
  console.error(`  HTTP ${result.response.status} ${body.slice(0, 300)}`);
}
console.log(`${url}: ${results.length - notOk.length} of ${results.length} audits ok`);
const failed = notOk.some((result) => result.status === "error" || result.status === "warn");
process.exitCode = failed || results.length === 0 ? 1 : 0;
