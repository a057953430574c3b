/** The playground: it works, under its policy, in both themes and on a narrow window. */
import { PATIENCE } from "./harness.mjs";

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

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check, shoot, axe, fits, ask }) {
  const { viewer } = await ask("{ viewer { name } }");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, close } = await open({
      colorScheme,
      viewport: { width: 1280, height: 800 },
      path: "/graphiql",
    });
    const name = `playground-${colorScheme}`;
    console.log(`-- ${name}`);
    check("the title is right", (await page.title()) === "Kept playground", await page.title());
    await page.locator(".graphiql-query-editor .view-lines .view-line").first().waitFor();
    const query = await shown(page.locator(".graphiql-query-editor"));
    check("the editor shows the first example", query.includes("user.contact.email"), query);

    const tabs = page.getByRole("tab");
    await check.comes(
      "there is a tab for each example",
      async () => (await tabs.count()) >= 3,
      `${await tabs.count()} tabs`,
    );
    await check.comes(
      "the strip says who asks",
      async () => (await page.locator(".strip-who").textContent()) === `Signed in as ${viewer.name}`,
    );
    const [title, cross] = await page.locator(".graphiql-tab-active").evaluate((tab) => {
      const words = document.createRange();
      words.selectNodeContents(tab.querySelector(".graphiql-tab-button") ?? tab);
      const closes = tab.querySelector(".graphiql-tab-close");
      return [words.getBoundingClientRect().right, closes?.getBoundingClientRect().left ?? 0];
    });
    check(
      "what closes a tab does not cover its title",
      Number(cross) >= Number(title) - 1,
      `${title} and ${cross}`,
    );
    await check.comes(
      "the strip leads back to the start page",
      async () => (await page.locator(".strip a[href='/']").count()) === 1,
    );

    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Tab");
    await check.comes("Tab leaves the editor", () =>
      page
        .getByRole("button", { name: /execute query/i })
        .evaluate((button) => button === document.activeElement),
    );
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
    await check.comes("an example opens in a new tab", async () => (await tabs.count()) === before + 1);
    // GraphiQL's tabs hold the buttons that close them.
    await axe(page, name, ["nested-interactive"]);
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
      await Promise.race([accepted, new Promise((_, no) => setTimeout(no, PATIENCE, "no connection_ack"))])
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
      await marked.waitFor({ state: "attached" }).then(
        () => true,
        () => false,
      ),
    );
    await close();
  }

  {
    const { page, close } = await open({ viewport: { width: 360, height: 740 }, path: "/graphiql" });
    console.log("-- playground-narrow");
    await page.locator(".graphiql-query-editor .view-lines .view-line").first().waitFor();
    await page.getByRole("button", { name: /execute query/i }).click();
    const answer = await waitForAnswer(page);
    check("it answers on a narrow window", answer.includes('"data"') && !answer.includes('"errors"'), answer);
    await shoot(page, "playground-narrow");
    const sessions = page.locator(".graphiql-sessions");
    const panel = page.locator(".graphiql-plugin");
    for (const name of [/show examples/i, /show history/i, /documentation explorer/i]) {
      await page.getByRole("button", { name }).click();
      await sessions.waitFor({ state: "hidden" });
      const over = await panel.evaluate((panel) => [
        panel.scrollWidth - panel.clientWidth,
        innerWidth - panel.getBoundingClientRect().right,
      ]);
      check(`${name} has the window to itself`, over[0] === 0 && over[1] === 0, over.join(" and "));
    }
    await page.getByRole("button", { name: /show examples/i }).click();
    await page.locator(".examples li button").nth(2).click();
    await sessions.waitFor();
    await check.comes("an example that is chosen is seen", async () =>
      (await shown(page.locator(".graphiql-query-editor"))).includes("Which contracts need action?"),
    );
    await fits(page, "the playground at 360");
    await page.getByRole("button", { name: /settings/i }).click();
    await page.getByRole("dialog").waitFor();
    await fits(page, "its settings at 360");
    await shoot(page, "playground-narrow-settings");
    await close();
  }
}
