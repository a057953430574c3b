// Records what a page loads, as a HAR, in a real browser: a shop, a tracker and a pixel on hosts of this machine.
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const file = process.env.HAR_FILE;
if (!file) {
  console.error("Set HAR_FILE to the file to write");
  process.exit(2);
}

/** @param {(host: string) => string} page */
async function serve(page) {
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const isPage = host === "shop.localhost" && request.url === "/";
    response.setHeader("content-type", isPage ? "text/html" : "text/javascript");
    response.end(isPage ? page(host) : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { server, port: address.port };
}

/** @type {number} */
let port = 0;
const { server, port: taken } = await serve(
  () => `<!doctype html><title>Shop</title>
    <script src="http://static.shop.localhost:${port}/app.js"></script>
    <script src="http://eu.stats.localhost:${port}/collect.js?user=someone%40example.org"></script>
    <script src="http://a1.pixel.localhost:${port}/p.js"></script>`,
);
port = taken;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const context = await browser.newContext({ recordHar: { path: file } });
const page = await context.newPage();
await page.goto(`http://shop.localhost:${port}/`, { waitUntil: "load" });
await context.close();
await browser.close();
server.close();
