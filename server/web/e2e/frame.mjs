/** What stands around every page, the overview, and who gets what. */
import { get } from "node:http";
import { settled } from "./harness.mjs";

const PAGES = ["/", "/who", "/who?category=user.contact.email"];

/** Bytes of scripts, as they are sent, until the first page can be used. */
const MOST = 250_000;

/**
 * How many bytes a file is sent as, and whether it is packed so: small ones may not be, and Vite's preview knows no Brotli.
 * @param {string} url @param {string} packing @returns {Promise<{ bytes: number, packed: boolean }>}
 */
const sentAs = (url, packing) =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": packing } }, async (answer) => {
      let bytes = 0;
      for await (const chunk of answer) bytes += chunk.length;
      resolve({ bytes, packed: answer.headers["content-encoding"] === packing });
    }).on("error", reject);
  });

/**
 * What is loaded before the map or the playground is opened, as it is packed.
 * @param {import("playwright-core").Page} page @param {import("./harness.mjs").Harness["check"]} check
 */
async function small(page, check) {
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType("resource").flatMap(({ name }) => (name.endsWith(".js") ? [name] : [])),
  );
  const files = [...new Set(scripts)];
  check("the first page is made of scripts", files.length > 0);
  for (const packing of ["gzip", "br"]) {
    const each = await Promise.all(files.map((file) => sentAs(file, packing)));
    if (!each.some(({ packed }) => packed)) continue;
    const sent = each.reduce((sum, { bytes }) => sum + bytes, 0);
    check(
      `the first page needs at most ${MOST} bytes of scripts, packed as ${packing}`,
      sent <= MOST,
      `${sent} in ${files.length} files`,
    );
  }
}

/**
 * What terms are called on a German page, and by what else they are found.
 * @param {import("playwright-core").Page} page @param {import("./harness.mjs").Harness["check"]} check
 * @param {import("./harness.mjs").Harness["fits"]} fits
 */
async function german(page, check, fits) {
  const asked = page.getByRole("navigation", { name: "Oft gefragt" }).getByRole("link");
  await asked.first().waitFor();
  check(
    "data is called by its German names",
    (await asked.allInnerTexts()).join() ===
      "E-Mail-Adresse,Telefonnummer,Nutzungsverhalten,Finanzdaten,Standortdaten,Gesundheitsdaten",
    (await asked.allInnerTexts()).join(),
  );
  const category = page.getByRole("combobox", { name: "Datenkategorie" });
  for (const typed of ["Reisepass", "passport number", "id.passport"]) {
    await category.fill(typed);
    await check.comes(`"${typed}" finds what is called Reisepassnummer`, async () =>
      (await page.getByRole("option").allInnerTexts()).join().startsWith("Reisepassnummer"),
    );
  }
  await category.fill("e-mail-adr");
  await page.getByRole("option", { name: "E-Mail-Adresse" }).click();
  await page.keyboard.press("Escape");
  const how = page.getByRole("list", { name: "Wie die Daten reisen" });
  await page.getByRole("row").nth(1).getByRole("cell").nth(1).click();
  await how.getByText("E-Mail-Adresse").first().waitFor();
  check("a path says what travels in German", true);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/", "/who"]) {
    await page.goto(new URL(path, page.url()).href);
    await settled(page);
    await fits(page, `${path} in German at 360`);
  }
}

/**
 * Two choices beside each other stand alike: as wide, as high, and their words on as many lines.
 * @param {import("playwright-core").Page} page @param {import("./harness.mjs").Harness["check"]} check @param {string} name
 */
async function alike(page, check, name) {
  const choices = await page
    .getByRole("main")
    .locator("header")
    .getByRole("radiogroup")
    .locator("label")
    .evaluateAll((labels) =>
      labels.map((label) => {
        const { width, height } = label.getBoundingClientRect();
        const words = document.createRange();
        words.selectNodeContents(label);
        return [Math.round(width), Math.round(height), Math.round(words.getBoundingClientRect().height)].join(
          " ",
        );
      }),
    );
  check(
    `${name}: both choices stand alike at 360`,
    choices.length === 2 && choices[0] === choices[1],
    choices.join(" and "),
  );
}

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check, shoot, axe, fits }) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const path of PAGES) {
      const { page, close } = await open({ colorScheme, path });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator("[role=status][aria-label=Loading]").first().waitFor({ state: "detached" });
      const name = `${path} ${colorScheme}`;
      await axe(page, name);
      await shoot(page, `${path.replaceAll(/[^a-z]+/g, "-")}-${colorScheme}`);
      await page.setViewportSize({ width: 360, height: 740 });
      await fits(page, `${name} at 360`);
      if (path.startsWith("/who")) await alike(page, check, name);
      await shoot(page, `${path.replaceAll(/[^a-z]+/g, "-")}-${colorScheme}-narrow`);
      await close();
    }
  }

  {
    const { page, close } = await open({ path: "/" });
    const proofs = [
      {
        what: "promises by verdict",
        in: page.getByRole("list", { name: "Promises by verdict" }),
        to: /^\/promises\?view=list&verdict=/,
      },
      {
        what: "what weighs most",
        in: page.getByRole("region", { name: "What weighs most" }),
        to: /^\/findings/,
      },
      {
        what: "what changes next",
        in: page.getByRole("region", { name: "What changes next" }),
        to: /^\/findings\?day=/,
      },
      {
        what: "deadlines ahead",
        in: page.getByRole("region", { name: "Deadlines ahead" }),
        to: /^\/(contracts|parties|findings)\//,
      },
    ];
    for (const { what, in: section, to } of proofs) {
      await section.getByRole("link").first().waitFor();
      const links = await section
        .getByRole("link")
        .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      check(
        `${what} are a click from their proof`,
        links.some((link) => to.test(link)),
        links.join(" "),
      );
    }
    await close();
  }

  // What is asked for later fails: what is known stays, and it is said up to when.
  {
    let fails = true;
    const fault = {
      message: "the request took longer than 30 seconds; ask for less at a time",
      extensions: { code: "TIMEOUT" },
    };
    const { page, close } = await open({
      before: async (page) => {
        await page.route("**/graphql", (route) => {
          const { operationName, variables } = route.request().postDataJSON() ?? {};
          const later = operationName === "Next" && variables.from;
          return later && fails ? route.fulfill({ json: { errors: [fault] } }) : route.fallback();
        });
      },
    });
    const next = page.getByRole("region", { name: "What changes next", exact: true });
    const alert = next.getByRole("alert");
    await alert.getByText("Choose a later day at the top").waitFor();
    await next.getByText(/^Of the days after .* nothing is known yet\.$/).waitFor();
    check(
      "what changes in the next days is told, and from when on nothing is known",
      /in the next 30 days/.test(await next.innerText()),
    );
    await axe(page, "/ with days to come that are not known");
    await shoot(page, "overview-next-unknown");
    fails = false;
    await alert.getByRole("button", { name: "Ask again" }).click();
    await alert.waitFor({ state: "detached" });
    await next.getByText(/in the next (90|180) days/).waitFor();
    check("asked again, the days after them are told too", true);
    await close();
  }

  {
    const { page, close } = await open({ path: "/" });
    await page
      .getByText(/is broken|are broken/)
      .first()
      .waitFor();
    check("the overview says whether promises are kept", true);
    await small(page, check);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog");
    await palette.getByRole("searchbox").or(palette.getByRole("textbox")).fill("who gets email");
    await palette
      .getByText(/Who gets email/i)
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/who\?category=user\.contact/);
    await page.getByRole("row").nth(1).waitFor();
    await check.comes(
      "the palette answers who gets email",
      async () => (await page.getByRole("row").count()) > 1,
    );

    await page.getByRole("row").nth(2).getByRole("cell").nth(1).click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("list", { name: "How the data travels" }).waitFor();
    await check.comes("a recipient opens beside the list, with its path", () => page.url().includes("open="));
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await check.comes("Escape closes it", () => !page.url().includes("open="));

    await page.getByLabel("The day that everything is shown as of").fill("2026-09-01");
    await page.getByText("You are looking at 1 Sept 2026 as known today.").waitFor();
    await check.comes("another day is said across the top", () => page.url().includes("day=2026-09-01"));
    await page.getByRole("link", { name: "Findings" }).click();
    await page.waitForURL(/\/findings.*day=2026-09-01/);
    check("the day goes along to the next page", true);
    await page.getByRole("button", { name: "Back to today" }).click();
    await page.waitForURL((url) => !url.searchParams.has("day"));
    check("and there is a way back to today", true);

    await page.getByLabel("The day that everything is shown as of").focus();
    await page.keyboard.type("03012026", { delay: 50 });
    await page.getByText("You are looking at 1 Mar 2026 as known today.").waitFor();
    check("a day can be typed", true);
    await page.goBack();
    await page.waitForURL((url) => url.pathname === "/findings" && !url.searchParams.has("day"));
    check("and one step back leads to before it", true);
    await page.goto(new URL("/findings?day=2026-02-30", page.url()).href);
    await page.getByText("“2026-02-30” in the address is no day").waitFor();
    await page.getByRole("row").nth(1).waitFor();
    await page.getByRole("button", { name: "Stay with today" }).click();
    await page.waitForURL((url) => !url.searchParams.has("day"));
    check("what is no day is said to be none, and today is shown", true);

    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("textbox").fill("glimmerads");
    await page.getByRole("dialog").getByText("Glimmerads, Inc.", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/parties\/glimmerads$/);
    check("Enter goes to the first that was found by its name", true);

    await page.goto(new URL("/", page.url()).href);
    const last = page.locator("main").getByRole("link", { name: "All changes" });
    await last.scrollIntoViewIfNeeded();
    const down = () => page.locator("main").evaluate(({ scrollTop }) => scrollTop);
    const left = await down();
    await last.click();
    await page.waitForURL(/\/changes$/);
    await page.getByRole("heading", { level: 1, name: "Changes" }).waitFor();
    await page.goBack();
    await check.comes(
      "the way back leads to the same place of a page",
      async () => left > 0 && (await down()) === left,
    );

    await page.locator("body").press("g");
    await page.locator("body").press("w");
    await page.waitForURL(/\/who$/);
    check("g w goes to who gets what", true);
    await page.keyboard.press("Shift+?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    check("? shows the keys", true);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Deutsch" }).click();
    await page.getByRole("heading", { name: "Wer bekommt was" }).waitFor();
    await check.comes(
      "it speaks German",
      async () => (await page.locator("html").getAttribute("lang")) === "de",
    );
    await german(page, check, fits);
    await close();
  }

  {
    const { page, close } = await open({ path: "/who?by=party&party=chatlark" });
    await page.getByRole("row").nth(1).waitFor();
    await check.comes("a party's receipts are listed", async () => (await page.getByRole("row").count()) > 1);
    await close();
  }

  {
    const { page, close } = await open({ path: "/" });
    await page.goto(new URL("/what-if", page.url()).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    check("every page has an address of its own", (await page.title()).endsWith("Kept"));
    await close();
  }
}
