/** The lists of parties and of flows, and the pages of one of each. */
import { readFile } from "node:fs/promises";
import { inColumn } from "./harness.mjs";

const PAGES = [
  "/parties",
  "/parties?kind=VENDOR&open=chatlark",
  "/parties/chatlark?show=breach&show=history",
  "/flows",
  "/flows?category=user.payment&open=silverquay-to-wardlight",
  "/flows/vault-to-fjellsafe?show=history",
];

/** @param {import("playwright-core").Page} page */
const settled = async (page) => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator("[role=status][aria-label=Loading]").first().waitFor({ state: "detached" });
};

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await looks(harness);
  await parties(harness);
  await views(harness);
  await party(harness);
  await flows(harness);
  await ending(harness);
}

/** @param {import("./harness.mjs").Harness} harness */
async function looks({ open, shoot, axe, fits }) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const path of PAGES) {
      const { page, close } = await open({ colorScheme, path });
      await settled(page);
      const name = `${path} ${colorScheme}`;
      const file = `lists${path.replaceAll(/[^a-z]+/gi, "-")}-${colorScheme}`;
      await axe(page, name);
      await shoot(page, file);
      await page.setViewportSize({ width: 360, height: 740 });
      await fits(page, `${name} at 360`);
      await shoot(page, `${file}-narrow`);
      await close();
    }
  }
}

/** @param {import("./harness.mjs").Harness} harness */
async function parties({ open, check }) {
  const { page, close } = await open({ path: "/parties" });
  const row = (/** @type {string | RegExp} */ name) => page.getByRole("row", { name });
  await row(/Audiencemill/).waitFor();
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("nimbus");
  await page.waitForURL(/text=nimbus/);
  await row(/Audiencemill/).waitFor({ state: "detached" });
  await row(/^Nimbus Mail/).waitFor();
  check("text narrows the list, in the address", true);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await row(/Audiencemill/).waitFor();

  await page.getByRole("button", { name: "Kind", exact: true }).click();
  await page.getByRole("checkbox", { name: "public authority" }).click();
  await page.waitForURL(/kind=PUBLIC_AUTHORITY/);
  await row(/Audiencemill/).waitFor({ state: "detached" });
  await row(/^Central tax office/).waitFor();
  check("so does the kind", true);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove the filter “Kind”" }).click();
  await row(/Audiencemill/).waitFor();

  await page.getByRole("button", { name: "Sort by Name" }).click();
  await page.waitForURL(/sort=-NAME/);
  await row(/Web shop/).waitFor();
  check("a press on the heading turns the order round", true);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const file = await download;
  check("what is shown is saved as a file", file.suggestedFilename() === "parties.csv");
  const said = (await readFile(await file.path(), "utf8")).split("\r\n")[1]?.split(",");
  const shown = await Promise.all(
    ["Name", "Kind", "Status"].map(async (of) => (await inColumn(page, of))[0]),
  );
  check(
    "in the words of the list",
    shown.every((cell, at) => cell === said?.[at]),
    `${said} for ${shown}`,
  );

  await page.locator("#main").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.waitForURL(/open=/);
  await page.getByRole("complementary").getByRole("heading", { level: 2 }).first().waitFor();
  const panel = page.getByRole("complementary");
  const focused = (/** @type {import("playwright-core").Locator} */ place) =>
    place.evaluate((element) => element === document.activeElement);
  await check.comes("what a key opens has the focus", () => focused(panel));
  const first = page.url();
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.href !== first);
  check("j and o walk through what is beside the list", true);
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.searchParams.has("open"));
  await check.comes("and the list when it closes", () =>
    focused(page.getByRole("region", { name: "Parties" })),
  );
  for (let row = 0; row < 30; row += 1) await page.keyboard.press("j");
  const list = page.getByRole("region", { name: "Parties" });
  const down = () => list.evaluate(({ scrollTop }) => scrollTop);
  await check.comes("j scrolls the list", async () => (await down()) > 0);
  const left = await down();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/parties\/[a-z]/);
  await settled(page);
  await page.goBack();
  await list.waitFor();
  await check.comes("Enter opens the page, and the way back leads to the same list", () =>
    page.url().includes("sort=-NAME"),
  );
  await check.comes("and to the same place of it", async () => (await down()) === left);
  await page.goto(new URL("/parties?text=glimm", page.url()).href);
  await page.getByRole("link", { name: "Glimmerads, Inc." }).click();
  await panel.waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/parties\/glimmerads$/);
  check("Enter on the name of what is open goes to its page", true);
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function views({ open, check }) {
  const { page, close } = await open({ path: "/parties?kind=VENDOR&country=US" });
  await settled(page);
  const bar = page.getByRole("navigation", { name: "Views" });
  await bar.getByRole("button", { name: "Save this view" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("American vendors");
  await page.keyboard.press("Enter");
  const mine = bar.getByRole("link", { name: "American vendors" });
  await mine.waitFor();
  await bar.getByRole("link", { name: "All parties" }).click();
  await page.waitForURL((url) => url.search === "");
  await page.reload();
  await mine.click();
  await page.waitForURL(/kind=VENDOR/);
  await bar.locator("[aria-current=true]", { hasText: "American vendors" }).waitFor();
  check("a view keeps its name and its address", true);
  await bar.getByRole("button", { name: "Change the view “American vendors”" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await mine.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await mine.waitFor();
  check("a view that was removed comes back", true);
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function party({ open, check }) {
  const { page, close } = await open({ path: "/parties/chatlark" });
  await page.getByRole("heading", { level: 1, name: "Chatlark, Inc." }).waitFor();
  const ribbon = page.getByRole("list", { name: "How the data travels" });
  await ribbon.first().waitFor();
  await check.comes("what it receives is told as paths", async () => (await ribbon.count()) > 1);
  await page.getByRole("button", { name: "Show the path: Lingofjord, Inc." }).click();
  const onward = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: /^Hide the path/ }) });
  await onward.getByRole("list", { name: "How the data travels" }).waitFor();
  check("so is who gets it from there", true);
  await page.getByRole("button", { name: /If its data were breached/ }).click();
  await page.waitForURL(/show=breach/);
  await page.getByText("No contract records how soon it must tell us.").waitFor();
  check("a breach is thought through, with what is not known", true);
  await page.keyboard.press("e");
  await page.getByRole("dialog", { name: /Edit: Chatlark/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  check("e edits, Escape leaves", true);
  await close();

  const lost = await open({ path: "/parties/nobody" });
  await lost.page.getByRole("heading", { level: 1, name: "nobody is not in the register" }).waitFor();
  check("a party that is not there is said to be missing", true);
  await lost.close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function flows({ open, check, ask }) {
  const { page, close } = await open({ path: "/flows?recipient=chatlark" });
  await page.getByRole("row", { name: /Customer care.*Chatlark, Inc\./ }).waitFor();
  await check.comes(
    "flows are found by who receives them",
    async () => (await page.getByText("Order management").count()) === 0,
  );
  await page.getByRole("link", { name: "Customer care to Chatlark, Inc." }).click();
  await page.waitForURL(/open=service-desk-to-chatlark/);
  await page.getByRole("complementary").getByRole("button", { name: "Confirm" }).waitFor();
  await page.locator("#main").focus();
  const began = new Date();
  await page.keyboard.press("v");
  await page.getByText(/Confirmed today: Customer care to Chatlark/).waitFor();
  const confirmed = async () =>
    (await ask(`{ flow(key: "service-desk-to-chatlark") { verifiedOn } }`)).flow.verifiedOn;
  // The day may have ended meanwhile.
  const days = [began, new Date()].map((moment) => moment.toISOString().slice(0, 10));
  check("v confirms a flow", days.includes(await confirmed()));
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back.").waitFor();
  check("and that can be taken back", (await confirmed()) === "2025-11-28");
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function ending({ open, check, ask }) {
  const { page, close } = await open({ path: "/flows/vault-to-fjellsafe" });
  await page.getByText("A contract is in force, but does not admit all of it.").waitFor();
  await check.comes("a flow says why its contract does not do", () =>
    page.getByText("not admitted").first().isVisible(),
  );
  await page.getByRole("button", { name: "End", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "End Tidewell Vault to Fjellsafe AS" });
  await dialog.getByText(/findings? disappears?/).waitFor();
  check("what its end changes is shown before it ends", true);
  await dialog.getByRole("button", { name: "End the flow" }).click();
  await page.getByText(/Tidewell Vault to Fjellsafe AS ends on/).waitFor();
  const ended = async () => (await ask(`{ flow(key: "vault-to-fjellsafe") { endedOn } }`)).flow.endedOn;
  check("then it ends", (await ended()) !== null);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It goes on as before.").waitFor();
  check("and goes on when that is taken back", (await ended()) === null);
  await close();
}
