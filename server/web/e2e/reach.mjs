/**
 * Every page by the Tab key alone, at 200 % zoom, for people who asked for no motion: what has the focus is in view, nothing moves,
 * and nothing has to be scrolled sideways to be read. And pages whose questions fail.
 */
import { settled } from "./harness.mjs";

/** The main pages and a page of one thing each: what is open beside a list is looked at by the journeys of that list. */
const PAGES = [
  "/",
  "/map",
  "/map?category=user.contact.email&view=table",
  "/map?category=user.contact.email&view=sankey",
  "/who?category=user.contact.email",
  "/promises",
  "/promises?view=list",
  "/promises/payments-in-europe",
  "/findings",
  "/alerts",
  "/channels",
  "/parties",
  "/parties/nimbus-mail",
  "/contracts",
  "/contracts/msa-nimbus",
  "/flows",
  "/flows/vault-to-fjellsafe",
  "/notices",
  "/notices/privacy-2025",
  "/register",
  "/what-if",
  "/changes",
  "/changes/1",
];
const LISTS = [
  "/promises?view=list",
  "/findings",
  "/alerts",
  "/parties",
  "/contracts",
  "/flows",
  "/notices",
  "/changes",
];
/** How often Tab is pressed on each. */
const PRESSES = 40;
/** A window of 1,440 by 900 at 200 %. */
const TWICE = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 };

/** What has the focus, when it is not seen.
 * @param {import("playwright-core").Page} page @returns {Promise<string | undefined>} */
const unseen = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    // After the last place comes what is around the page.
    if (!here || here === document.body || !here.matches(":focus")) return undefined;
    const name = `${here.tagName.toLowerCase()} ${here.getAttribute("aria-label") ?? here.textContent?.trim().slice(0, 40)}`;
    // What is hidden to be drawn otherwise, such as one of a few choices, is where its words are.
    const [label] = here instanceof HTMLInputElement ? [...(here.labels ?? [])] : [];
    const hidden = here.getBoundingClientRect().width === 0 && label;
    const box = (hidden ? label : here).getBoundingClientRect();
    const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    return inside && box.width > 0
      ? undefined
      : `${name} is at ${Math.round(box.left)}, ${Math.round(box.top)}`;
  });

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await everyPage(harness);
  await failing(harness);
}

const FAULT = {
  errors: [{ message: "internal error", extensions: { code: "INTERNAL", correlation: "c-1" } }],
};

/** A page whose questions fail says so and what to do, and is there once they do not.
 * @param {import("./harness.mjs").Harness} harness */
async function failing({ open, check }) {
  for (const path of ["/", "/map?category=user&view=table", "/who?category=user", ...LISTS]) {
    let fails = true;
    const { page, close } = await open({
      path,
      before: async (page) => {
        await page.route("**/graphql", (route) =>
          fails ? route.fulfill({ json: FAULT }) : route.fallback(),
        );
      },
    });
    const alert = page.getByRole("alert").first();
    await alert.getByText("Reference for your administrator: c-1").waitFor();
    fails = false;
    await alert.getByRole("button", { name: "Ask again" }).click();
    await page
      .locator("#main")
      .getByRole("link")
      .or(page.locator("#main").getByRole("row"))
      .first()
      .waitFor();
    check(`${path}: an error says what to do, and that helps`, true);
    await close();
  }
}

/** @param {import("./harness.mjs").Harness} harness */
async function everyPage({ open, check, fits, shoot }) {
  for (const path of PAGES) {
    const { page, close } = await open({ ...TWICE, path, reducedMotion: "reduce" });
    await settled(page);
    await fits(page, `${path} at 200 %`);
    await shoot(page, `twice${path.replaceAll(/[^a-z0-9]+/g, "-")}`);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().activeDuration ?? 0) > 50)
        .map((animation) => animation.id || String(animation.effect)),
    );
    check(`${path}: nothing moves`, moving.length === 0, moving.join(", "));
    /** @type {Set<string>} */
    const lost = new Set();
    const reached = new Set();
    for (let press = 0; press < PRESSES; press++) {
      await page.keyboard.press("Tab");
      // Some follow a moment later.
      let problem = await unseen(page);
      if (problem) {
        await page.waitForTimeout(150);
        problem = await unseen(page);
      }
      if (problem) lost.add(problem);
      reached.add(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)));
    }
    check(`${path}: what has the focus is seen`, lost.size === 0, [...lost].join("; "));
    check(`${path}: Tab goes on`, reached.size > 7, `${reached.size} places`);
    await close();
  }
}
