// Pictures of the main pages for the README and the manual, of a running server with the example company:
// `KEPT_URL=http://127.0.0.1:8080 npm run screenshots`, into docs/images.
import { fileURLToPath } from "node:url";
import { start } from "../e2e/harness.mjs";

const server = process.env.KEPT_URL;
if (!server) {
  console.error("Set KEPT_URL to the address of a running server with the example company");
  process.exit(2);
}

const folder = fileURLToPath(new URL("../../../docs/images", import.meta.url));
const { harness, problems, end } = await start(new URL(server).origin, folder);

// A promise that is broken two steps away: what the register is for.
const { report } = await harness.ask(`{
  report {
    findings(rule: "commitment-broken", verdict: BROKEN, first: 30) { nodes { id path { id } } }
  }
}`);
const far = report.findings.nodes.find((/** @type {{ path: unknown[] }} */ { path }) => path.length > 1);

/** What each picture shows, and what is there once it can be taken. */
const PICTURES = [
  { name: "overview", path: "/", ready: "text=What changes next" },
  { name: "map", path: "/map?category=user.contact.email", ready: ".react-flow__node" },
  { name: "finding", path: `/findings/${far.id}`, ready: "blockquote" },
  { name: "contract", path: "/contracts/msa-nimbus", ready: "[role=img]" },
];
for (const { name, path, ready } of PICTURES) {
  const { page, close } = await harness.open({
    path,
    colorScheme: "light",
    viewport: { width: 1200, height: 750 },
  });
  await page.locator(ready).first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector("[role=status][aria-label=Loading], [aria-busy=true]"),
  );
  await page.waitForLoadState("networkidle");
  await harness.shoot(page, name);
  await close();
}
await end();
process.exitCode = problems.length === 0 ? 0 : 1;
