// Opens the playground of a running server in a browser that may reach nothing else, and uses it.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const server = process.env.KEPT_URL;
if (!server) {
  console.error("Set KEPT_URL to the address of a running server, for example http://127.0.0.1:8080");
  process.exit(2);
}
const origin = new URL(server).origin;
const shots = process.env.SCREENSHOT_DIR;
if (shots) await mkdir(shots, { recursive: true });

/** @type {string[]} */
const problems = [];
let step = "start";

/** @param {string} what @param {boolean} ok @param {string} [detail] */
function check(what, ok, detail = "") {
  step = what;
  console.log(`${ok ? "ok  " : "FAIL"} ${what}${!ok && detail ? `: ${detail}` : ""}`);
  if (!ok) problems.push(what);
}

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

/**
 * A page that reaches only the server, and what went wrong in it.
 * @param {import("playwright-core").BrowserContextOptions} options
 */
async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  /** @type {string[]} */
  const strays = [];
  /** @type {string[]} */
  const complaints = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (new URL(url).origin === origin || /^(data|blob):/.test(url)) return route.continue();
    strays.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("websocket", (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) strays.push(socket.url());
  });
  page.on("console", (message) => {
    if (
      message.type() === "error" ||
      message.type() === "warning" ||
      /content security/i.test(message.text())
    )
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`HTTP ${response.status()} ${response.url()}`);
  });
  return { context, page, strays, complaints };
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function shoot(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

/** What an editor shows; Monaco writes spaces as no-break spaces. @param {import("playwright-core").Locator} editor */
async function shown(editor) {
  return ((await editor.locator(".view-lines").textContent()) ?? "").replaceAll("\u00a0", " ");
}

/** @param {import("playwright-core").Page} page */
async function waitForAnswer(page) {
  await page.locator(".graphiql-spinner").waitFor({ state: "detached" });
  const pane = page.locator(".result-window");
  await pane
    .getByText(/"(data|errors)"/)
    .first()
    .waitFor();
  return shown(pane);
}

try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { context, page, strays, complaints } = await open({ colorScheme });
    const name = `playground-${colorScheme}`;
    console.log(`-- ${name}`);

    await page.goto(`${origin}/graphiql`);
    check("the title is right", (await page.title()) === "Kept playground", await page.title());
    await page.locator(".graphiql-query-editor .view-lines .view-line").first().waitFor();
    const query = await shown(page.locator(".graphiql-query-editor"));
    check("the editor shows the first example", query.includes("user.contact.email"), query);

    const tabs = page.getByRole("tab");
    check("there is a tab for each example", (await tabs.count()) >= 3, `${await tabs.count()} tabs`);
    check("the strip leads back to the start page", (await page.locator(".strip a[href='/']").count()) === 1);

    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+Enter");
    const first = await waitForAnswer(page);
    check("Ctrl-Enter runs it: there is data", first.includes('"data"'), first);
    check("Ctrl-Enter runs it: there are no errors", !first.includes('"errors"'), first);
    await shoot(page, name);

    await tabs.nth(1).click();
    await page.getByRole("button", { name: /execute query/i }).click();
    const second = await waitForAnswer(page);
    check(
      "the button runs the second example",
      second.includes('"data"') && !second.includes('"errors"'),
      second,
    );
    const squiggles = await page.locator(".graphiql-query-editor .squiggly-error").count();
    check("the editor finds no fault with it", squiggles === 0, `${squiggles} marks`);
    await shoot(page, `${name}-report`);

    await page.getByRole("button", { name: /documentation explorer/i }).click();
    const docs = page.locator(".graphiql-doc-explorer");
    await docs.getByRole("link", { name: "Query", exact: true }).click();
    const description = docs.locator(".graphiql-markdown-description").first();
    await description.waitFor();
    check("the docs describe a type", ((await description.textContent()) ?? "").trim().length > 0);
    await shoot(page, `${name}-docs`);

    await page.getByRole("button", { name: /show examples/i }).click();
    const before = await tabs.count();
    await page.locator(".examples li button").last().click();
    check("an example opens in a new tab", (await tabs.count()) === before + 1);
    await shoot(page, `${name}-examples`);

    // A subscription may have nothing to tell: it is enough that the server accepts it.
    await page.locator(".examples").getByText("Tell me when it changes").click();
    const accepted = new Promise((resolve) => {
      page.once("websocket", (socket) => {
        socket.on("framereceived", ({ payload }) => {
          if (JSON.parse(String(payload)).type === "connection_ack") resolve(socket);
        });
      });
    });
    await page.getByRole("button", { name: /execute query/i }).click();
    const socket = /** @type {import("playwright-core").WebSocket} */ (
      await Promise.race([accepted, new Promise((_, no) => setTimeout(no, 15_000, "no connection_ack"))])
    );
    const stop = page.getByRole("button", { name: /stop query/i });
    await stop.waitFor();
    check("a subscription is accepted and waits", socket.url().endsWith("/graphql/ws"), socket.url());
    await Promise.all([socket.waitForEvent("close"), stop.click()]);
    check("stopping it closes the connection", socket.isClosed());

    // Only the worker that checks queries can find this fault: it runs, under the page's policy.
    await page.getByRole("button", { name: "New tab" }).click();
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.type("query Wrong { thereIsNoSuchField }");
    const marked = page.locator(".graphiql-query-editor .squiggly-error").first();
    check(
      "the editor marks a field that does not exist",
      await marked.waitFor({ state: "attached", timeout: 15_000 }).then(
        () => true,
        () => false,
      ),
    );

    check("nothing asked another origin", strays.length === 0, strays.join(" "));
    check("the console is clean", complaints.length === 0, complaints.join(" | "));
    await context.close();
  }

  {
    const { context, page, strays, complaints } = await open({ viewport: { width: 360, height: 740 } });
    console.log("-- playground-narrow");
    await page.goto(`${origin}/graphiql`);
    await page.locator(".graphiql-query-editor .view-lines .view-line").first().waitFor();
    await page.getByRole("button", { name: /execute query/i }).click();
    const answer = await waitForAnswer(page);
    check("it answers on a narrow window", answer.includes('"data"') && !answer.includes('"errors"'), answer);
    await shoot(page, "playground-narrow");
    check("nothing asked another origin", strays.length === 0, strays.join(" "));
    check("the console is clean", complaints.length === 0, complaints.join(" | "));
    await context.close();
  }

  const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const { context, page, strays, complaints } = await open({ colorScheme, viewport });
      const name = `start-${colorScheme}-${size}`;
      console.log(`-- ${name}`);
      await page.goto(`${origin}/`);
      check("the start page has a heading", await page.getByRole("heading", { level: 1 }).isVisible());
      check("it links to the playground", (await page.locator("a[href='/graphiql']").count()) > 0);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      check("it fits the window", overflow <= 0, `${overflow}px too wide`);
      check("it has no script", (await page.locator("script, [style], style").count()) === 0);
      const links = await page
        .locator("a[href^='/']")
        .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      for (const href of new Set(links)) {
        const answer = await context.request.get(`${origin}${href}`);
        check(`${href} is there`, answer.ok(), `HTTP ${answer.status()}`);
      }
      if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
      check("nothing asked another origin", strays.length === 0, strays.join(" "));
      check("the console is clean", complaints.length === 0, complaints.join(" | "));
      await context.close();
    }
  }
} catch (error) {
  problems.push(`stopped after "${step}"`);
  console.error(`FAIL stopped after "${step}": ${error}`);
} finally {
  await browser.close();
}

console.log(problems.length === 0 ? "all ok" : `${problems.length} failed`);
process.exitCode = problems.length === 0 ? 0 : 1;
