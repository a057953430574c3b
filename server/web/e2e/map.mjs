/** The map: as a picture, by category, as a table; on any day; by mouse and by keyboard. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PATIENCE } from "./harness.mjs";

const CATEGORY = "user.contact.email";

/**
 * The picture is laid out in a worker, which takes its time on a busy machine.
 * @param {import("playwright-core").Page} page
 */
const drawn = (page) => page.getByRole("button", { name: /^Web shop/ }).waitFor({ timeout: 2 * PATIENCE });

/**
 * What is shown is saved as both kinds of file, each of which can be read alone.
 * @param {import("playwright-core").Page} page @param {import("./harness.mjs").Harness["check"]} check @param {string} what
 */
async function files(page, check, what) {
  const save = async (/** @type {string} */ item) => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: item }).click();
    const file = await saved;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };
  const drawn = await save("As SVG");
  const svg = drawn.content.toString();
  const day = new Date().toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  check(
    `the ${what} is saved as SVG, with its parties, its title and its day`,
    drawn.name.startsWith(`${what}-${CATEGORY}-`) &&
      drawn.name.endsWith(".svg") &&
      svg.startsWith("<svg") &&
      /<text[^>]*>Nimbus Mail Inc/.test(svg) &&
      svg.includes(`<title>Who gets: Email, ${day}</title>`),
    `${drawn.name} ${svg.slice(0, 600)}`,
  );
  check(
    `the ${what} is on white and says what its signs mean`,
    /<rect width="\d+" height="\d+" fill="rgb\(255, 255, 255\)"\/>/.test(svg) &&
      svg.includes("Filled cross: broken"),
  );
  const painted = await save("As PNG");
  check(
    `the ${what} is saved as PNG`,
    painted.name.endsWith(".png") &&
      painted.content.subarray(1, 4).toString() === "PNG" &&
      painted.content.length > 10_000,
  );
  if (process.env.SCREENSHOT_DIR) {
    await writeFile(path.join(process.env.SCREENSHOT_DIR, `${what}-file.svg`), drawn.content);
    await writeFile(path.join(process.env.SCREENSHOT_DIR, `${what}-file.png`), painted.content);
  }
}

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check, shoot, axe, fits }) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, close } = await open({ colorScheme, path: "/map" });
    await page.getByRole("heading", { name: "Shared with most" }).waitFor();
    await axe(page, `/map ${colorScheme}`);
    await shoot(page, `map-start-${colorScheme}`);
    await page.goto(new URL(`/map?category=user`, page.url()).href);
    await drawn(page);
    await axe(page, `the picture ${colorScheme}`);
    await shoot(page, `map-${colorScheme}`);
    await page.getByText("Sankey", { exact: true }).click();
    await page.getByRole("group", { name: /Where the data goes/ }).waitFor();
    await axe(page, `the Sankey ${colorScheme}`);
    await shoot(page, `map-sankey-${colorScheme}`);
    await page.getByText("Table", { exact: true }).click();
    await page.getByRole("row").nth(1).waitFor();
    await axe(page, `the table ${colorScheme}`);
    await page.goto(new URL(`/map?category=${CATEGORY}&open=flow:vault-to-fjellsafe`, page.url()).href);
    await page.getByRole("list", { name: "How the data travels" }).waitFor();
    await drawn(page);
    await axe(page, `the panel ${colorScheme}`);
    await shoot(page, `map-panel-${colorScheme}`);
    await page.setViewportSize({ width: 360, height: 740 });
    await fits(page, `/map ${colorScheme} at 360`);
    await close();
  }

  {
    // In the dark: its files are light all the same.
    const { page, close } = await open({ path: "/map", colorScheme: "dark" });
    await page
      .getByRole("textbox", { name: "Data category" })
      .or(page.getByRole("combobox", { name: "Data category" }))
      .fill("user.contact.email");
    await page
      .getByRole("option", { name: /user\.contact\.email/ })
      .first()
      .click();
    await page.waitForURL(/category=user\.contact\.email/);
    await drawn(page);
    check(
      "a map begins with a category",
      (await page.getByRole("heading", { level: 1 }).innerText()).startsWith("Map of"),
    );

    await page
      .getByRole("combobox", { name: "Party" })
      .or(page.getByRole("textbox", { name: "Party" }))
      .fill("Fjellsafe");
    await page.getByRole("option", { name: "Fjellsafe AS" }).click();
    const panel = page.getByRole("complementary", { name: "About this party" });
    await panel.getByRole("list", { name: "How the data travels" }).first().waitFor();
    await check.comes("a party lights up its paths, told beside", () =>
      page.url().includes("party=fjellsafe"),
    );
    await page.locator("[data-lit=true]").first().waitFor({ state: "attached" });
    await check.comes(
      "lines of its paths are lit",
      async () => (await page.locator("g[data-lit=true]").count()) > 1,
    );

    await panel
      .getByRole("link", { name: /Tidewell Vault|Fjellsafe/ })
      .first()
      .hover();
    await page.getByRole("button", { name: "Close" }).click();
    await check.comes(
      "the panel closes, the light stays",
      () => !page.url().includes("open=") && page.url().includes("party="),
    );

    await page.getByRole("button", { name: /^Fjellsafe AS/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => (url.searchParams.get("open") ?? "").startsWith("party:"));
    await check.comes(
      "arrow keys follow the lines and Enter opens",
      () => !page.url().includes("open=party%3Afjellsafe"),
    );
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: /^Web shop/ }).focus();
    await page.keyboard.press("b");
    await page
      .getByRole("complementary", { name: "About this sharing" })
      .getByText("What is wrong")
      .waitFor();
    await check.comes("b goes to what is broken, and it explains itself", () =>
      page.url().includes("open=flow"),
    );

    const slider = page.getByRole("slider", { name: "The day that the map is shown as of" });
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/day=\d{4}-\d{2}-\d{2}/);
    await page.getByText(/^You are looking at/).waitFor();
    const before = new URL(page.url()).searchParams.get("day") ?? "";
    check("the strip moves the day by keyboard", true);
    const box = await slider.locator("..").boundingBox();
    if (box) {
      await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
    }
    await page.waitForURL((url) => (url.searchParams.get("day") ?? before) < before);
    check("and by dragging", true);
    await page.getByRole("button", { name: "Back to today" }).click();
    await page.waitForURL((url) => !url.searchParams.has("day"));
    // The address is ahead of what is drawn.
    await page.getByText(/^You are looking at/).waitFor({ state: "detached" });
    await drawn(page);

    await files(page, check, "map");
    await page.getByText("Sankey", { exact: true }).click();
    await page.getByRole("group", { name: /Where the data goes/ }).waitFor();
    await files(page, check, "sankey");

    await page.getByRole("button", { name: "Read it as a table" }).click();
    await page.getByRole("row").nth(1).waitFor();
    await check.comes(
      "the table has the same sharings",
      async () => (await page.getByRole("row").count()) > 5,
    );
    await page.getByRole("button", { name: "Sort by Hops" }).click();
    await page.waitForURL(/sort=tier/);
    check("it sorts, and the address says so", true);
    await close();
  }

  {
    const { page, close } = await open({ path: "/map?party=nimbus-mail" });
    await page.getByRole("button", { name: /^Nimbus Mail Inc/ }).waitFor({ timeout: 2 * PATIENCE });
    // By keyboard: the picture may still move to what lights up.
    await page.getByRole("button", { name: /^Nimbus Mail Inc/ }).press("Enter");
    await page
      .getByRole("complementary", { name: "About this party" })
      .getByRole("button", { name: "Hide it" })
      .click();
    await page.getByRole("button", { name: "Show the hidden party" }).waitFor();
    await check.comes("a party can be hidden, and shown again", () =>
      page.url().includes("hide=nimbus-mail"),
    );
    await close();
  }

  {
    const { page, close } = await open({ path: "/map?party=kartenring" });
    await page.getByRole("button", { name: /^Kartenring SA/ }).waitFor({ timeout: 2 * PATIENCE });
    const more = page.getByRole("button", { name: /^Show the (other party|\d+ other parties) that/ }).first();
    const before = await page.locator("[data-party]").count();
    await more.evaluate((button) => /** @type {HTMLElement} */ (button).click());
    await page.waitForURL(/around=kartenring/);
    await page.waitForFunction((before) => document.querySelectorAll("[data-party]").length > before, before);
    check("a neighbourhood grows from a party", true);
    await close();
  }

  {
    const { page, close } = await open({
      path: `/map?category=${CATEGORY}`,
      viewport: { width: 360, height: 740 },
    });
    await page.getByRole("table").waitFor();
    await fits(page, "the map at 360");
    await shoot(page, "map-narrow");
    await page.getByText("Map", { exact: true }).last().click();
    await page.waitForURL(/view=map/);
    await page.locator(".react-flow__node").first().waitFor();
    await check.comes("at 360 the table comes first, the picture when asked for", () =>
      page.url().includes("view=map"),
    );
    await close();
  }
}
