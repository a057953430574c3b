// Pictures of the main pages for the README and the manual, of a running server with the example company:
// `KEPT_URL=http://127.0.0.1:8080 npm run screenshots`, into docs/images.
import { fileURLToPath } from "node:url";
import { start } from "../e2e/harness.mjs";

const server = process.env.KEPT_URL;
if (!server) {
  console.error("Set KEPT_URL to the address of a running server with the example company");
  process.exit(2);
}

/** What each picture shows, and what is there once it can be taken. */
const PICTURES = [
  { name: "overview", path: "/", ready: "text=What changes next" },
  { name: "map", path: "/map?category=user.contact.email", ready: ".react-flow__node" },
  { name: "who", path: "/who?category=user.contact.email&open=chatlark", ready: "aside ol" },
  { name: "promises", path: "/promises", ready: "article, main h2" },
  { name: "findings", path: "/findings", ready: "tbody tr" },
  { name: "contract", path: "/contracts/dpa-nimbus", ready: "main table" },
];

const folder = fileURLToPath(new URL("../../../docs/images", import.meta.url));
const { harness, problems, end } = await start(new URL(server).origin, folder);
for (const { name, path, ready } of PICTURES) {
  const { page, close } = await harness.open({
    path,
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
  });
  await page.locator(ready).first().waitFor();
  await page.waitForLoadState("networkidle");
  await harness.shoot(page, name);
  await close();
}
await end();
process.exitCode = problems.length === 0 ? 0 : 1;
