/** The reading room, the form of a promise, and notices. What is changed here is put back. */
import { filterBy, savesView } from "./harness.mjs";

/** @type {[path: string, name: string][]} */
const PAGES = [
  ["/promises", "reading"],
  ["/promises?notice=privacy-2025&open=club-among-friends", "beside"],
  ["/promises?notice=privacy-2025&edit=club-among-friends", "form"],
  ["/promises?form=full", "full-text"],
  ["/promises?view=list", "list"],
  ["/promises/conversations-two-years", "promise"],
  ["/notices?open=privacy-2025", "notices"],
  ["/notices?edit=privacy-2025", "notice-form"],
  ["/notices/privacy-2025", "notice"],
];

const TEXT = `How Kettle & Fern handles your data

9. What you can hold us to

9.3 Payment data never leaves the European   Economic
Area. Card numbers travel over encrypted connections only.

9.11 We answer within one month. Nobody reads your letters but us.`;

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
async function ready(page) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector("[role=status][aria-label=Loading]"));
}

/** Chooses by the label, as people do: the button itself is out of sight. @param {Page | import("playwright-core").Locator} where @param {string} name */
async function choose(where, name) {
  await where.getByRole("radio", { name, exact: true }).locator("xpath=following-sibling::label[1]").click();
}

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await pages(harness);
  await reading(harness);
  await days(harness);
  await text(harness);
  await conflict(harness);
  await notices(harness);
}

/** @param {import("./harness.mjs").Harness} harness */
async function pages({ open, shoot, axe, fits }) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const [path, name] of PAGES) {
      const { page, close } = await open({ colorScheme, path });
      await ready(page);
      await axe(page, `${name} ${colorScheme}`);
      await shoot(page, `promises-${name}-${colorScheme}`);
      await page.setViewportSize({ width: 1024, height: 768 });
      await shoot(page, `promises-${name}-${colorScheme}-1024`);
      await page.setViewportSize({ width: 360, height: 740 });
      await fits(page, `${name} ${colorScheme} at 360`);
      await shoot(page, `promises-${name}-${colorScheme}-360`);
      await close();
    }
  }
}

/** @param {import("./harness.mjs").Harness} harness */
async function reading({ open, check }) {
  const { page, close } = await open({ path: "/promises" });
  await ready(page);
  const promise = page.getByRole("link", { name: "Payment data never leaves the European Economic Area." });
  await promise.waitFor();
  await check.comes(
    "a broken promise is underlined as broken",
    async () => (await promise.getAttribute("data-verdict")) === "BROKEN",
  );
  const last = page.locator("[data-promise]").last();
  await last.click();
  await page.waitForURL(/open=/);
  await page.getByRole("complementary").waitFor();
  const inView = () =>
    last.evaluate((link) => {
      const { top, bottom } = link.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });
  await check.comes("a promise that opens beside its notice stays in view", inView);
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.searchParams.has("open"));
  await check.comes("and so it does when that closes", inView);
  const all = await page.getByRole("article").getByRole("listitem").count();
  await page.getByRole("button", { name: /broken$/, pressed: false }).click();
  await page.getByText(/^In force since .* \d+ of \d+ promises/).waitFor();
  const broken = await page.getByRole("article").getByRole("listitem").count();
  check("the broken ones can be read alone", broken > 0 && broken < all, `${broken} of ${all}`);

  await promise.click();
  const panel = page.getByRole("complementary");
  await panel.getByText("Only in the European Economic Area.").waitFor();
  await panel.getByRole("list", { name: "How the data travels" }).first().waitFor();
  await check.comes("what is open has an address", () => page.url().includes("open=payments-in-europe"));
  await check.comes("what breaks it leads to its finding", async () =>
    /\/findings\//.test(
      (await panel
        .getByRole("link", { name: /^See the repairs/ })
        .first()
        .getAttribute("href")) ?? "",
    ),
  );
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.searchParams.get("open") !== "payments-in-europe");
  await check.comes(
    "j opens the next promise",
    async () => (await page.locator("[data-promise][aria-current]").count()) === 1,
  );
  await page.keyboard.press("k");
  await page.waitForURL(/open=payments-in-europe/);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await check.comes(
    "Escape closes it and stays there",
    async () => await promise.evaluate((link) => link === document.activeElement),
  );
  await page.keyboard.press("Enter");
  await panel.waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/promises\/payments-in-europe/);
  await page.getByRole("heading", { name: "History" }).waitFor();
  check("Enter on what is open goes to its page", true);
  await page.goBack();
  await page.waitForURL(/verdict=BROKEN/);
  await check.comes("and back leads to where one was", () => page.url().includes("open=payments-in-europe"));

  await choose(page, "List");
  await page.getByRole("row").nth(1).waitFor();
  await check.comes(
    "the list has the same filters",
    async () => (await page.getByRole("row").count()) === broken + 1,
  );
  // Of one notice they are no view of everyone's; those of all notices are.
  const views = page.getByRole("navigation", { name: "Views" });
  const common = views.getByRole("link", { name: "Broken", exact: true });
  check("and views, of which this is none", (await common.getAttribute("aria-current")) === null);
  await common.click();
  await common.and(page.locator("[aria-current=true]")).waitFor();
  check("one of which is a press away", true);
  await filterBy(page, "Kind", "commitment");
  await page.waitForURL(/kind=COMMITMENT/);
  check("what the list is narrowed to is saved as a view", await savesView(page, "Limits that broke"));
  await views.getByRole("link", { name: "All", exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get("view") === "list" && !url.searchParams.has("verdict"));
  await page
    .getByRole("row")
    .nth(broken + 1)
    .waitFor();
  check("all of them are a press away", true);
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function days({ open, check }) {
  const { page, close } = await open({ path: "/promises?day=2024-06-01" });
  await ready(page);
  await page.getByRole("link", { name: "Your e-mail address stays within Europe." }).waitFor();
  check("on a past day the notice of that day is read", true);
  await close();

  const past = await open({ path: "/promises?notice=privacy-2023" });
  await past.page.getByText("This notice is not in force on the day shown").waitFor();
  check("a notice that is over can be read, and says so", true);
  await past.close();

  const none = await open({ path: "/promises?day=2019-01-01" });
  await none.page.getByRole("heading", { name: "No notice is in force on this day" }).waitFor();
  check("a day without a notice says what to do", true);
  await none.close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function text({ open, check, ask, axe }) {
  const { page, close } = await open({ path: "/promises?form=full" });
  await ready(page);
  await page.getByLabel("Paste the notice’s text").fill(TEXT);
  await page.getByRole("button", { name: "Show it" }).click();
  await page.getByText(/^2 of \d+ promises found in the text/).waitFor();
  check("promises are found over line breaks and spaces", true);
  await select(page, "obody reads your letters but us");
  await page.getByRole("button", { name: "Make a promise of this" }).click();
  const form = page.getByRole("complementary", { name: "Make a promise" });
  const quote = await form.getByLabel("Quote").inputValue();
  check("the selected words are its quote, whole", quote === "Nobody reads your letters but us", quote);
  await check.comes(
    "and their section is known",
    async () => (await form.getByLabel("Section", { exact: true }).inputValue()) === "9.11",
  );
  await check.comes("it cannot be saved before it says something", () =>
    form.getByRole("button", { name: "Save" }).isDisabled(),
  );

  const data = form.getByRole("combobox", { name: "Data" }).or(form.getByRole("textbox", { name: "Data" }));
  await data.first().fill("private");
  await page.getByRole("option").first().click();
  await form.getByRole("button", { name: "Add a limit" }).click();
  await page.getByRole("menuitem", { name: "Passing it on" }).click();
  await form.getByText(/^If you save:/).waitFor();
  await form.getByText("This promise would be").waitFor();
  check("what saving changes is said before it is saved", true);
  await axe(page, "form of a new promise");
  await form.getByLabel("Key").fill("never-sold");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Not saved").waitFor();
  await check.comes(
    "a key that is taken is said at its field",
    async () => (await form.getByLabel("Key").getAttribute("aria-invalid")) === "true",
  );
  await form.getByLabel("Key").fill("letters-unread");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^The promise was made\./).waitFor();
  await page.getByText(/^3 of \d+ promises found in the text/).waitFor();
  await check.comes(
    "the new promise is underlined in the text",
    async () => (await page.locator("[data-promise=letters-unread]").count()) === 1,
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was before.").waitFor();
  const after = await ask(`{ promise(key: "letters-unread") { key } }`);
  check("and it can be undone", after.promise === null);
  await close();
}

/** Selects words of the notice's text. @param {Page} page @param {string} words */
async function select(page, words) {
  await page.evaluate((words) => {
    const article = document.querySelector("article");
    if (!article) throw new Error("no article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const selection = document.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      return;
    }
    throw new Error("no such words");
  }, words);
}

/** @param {import("./harness.mjs").Harness} harness */
async function conflict({ open, check, ask, axe }) {
  const key = "phone-for-orders";
  const read = async () =>
    (await ask(`query($key: String!) { promise(key: $key) { quote section revision } }`, { key })).promise;
  const write = async (/** @type {object} */ change) =>
    ask(`mutation($input: UpdatePromiseInput!) { updatePromise(input: $input) { revision } }`, {
      input: { key, expectedRevision: (await read()).revision, ...change },
    });
  const before = await read();
  const { page, close } = await open({ path: `/promises?notice=privacy-2025&edit=${key}` });
  const form = page.getByRole("complementary", { name: "Edit the promise" });
  await form.getByLabel("Quote").fill("Mine.");
  await form.getByLabel("Section", { exact: true }).fill("9.1a");
  await form.getByText(/^If you save:/).waitFor();
  await page.reload();
  await form.getByText("Your draft is back from before.").waitFor();
  await check.comes(
    "a draft survives a reload",
    async () => (await form.getByLabel("Quote").inputValue()) === "Mine.",
  );
  await write({ quote: "Theirs." });
  await form.getByRole("button", { name: "Save" }).click();
  const choice = form.getByRole("alert", { name: /^Someone else changed this/ });
  await choice.waitFor();
  await axe(page, "a conflict");
  await check.comes(
    "only what both changed is asked about",
    async () => (await choice.getByRole("radiogroup").count()) === 1,
  );
  await choose(choice, "Theirs");
  await choice.getByRole("button", { name: "Use this" }).click();
  await check.comes(
    "what is chosen is in the form",
    async () => (await form.getByLabel("Quote").inputValue()) === "Theirs.",
  );
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^The promise was saved\./).waitFor();
  const after = await read();
  check("both are saved", after.quote === "Theirs." && after.section === "9.1a", JSON.stringify(after));
  await write({ quote: before.quote, section: before.section });
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function notices({ open, check, ask }) {
  const { page, close } = await open({ path: "/notices" });
  await ready(page);
  await page.getByRole("row").nth(1).waitFor();
  await check.comes("notices are listed", async () => (await page.getByRole("row").count()) === 3);
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "In force" }).click();
  await page.waitForURL(/live=yes/);
  await page.getByRole("row").nth(2).waitFor({ state: "detached" });
  await page.getByRole("row").nth(1).getByRole("cell").nth(1).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name: "What came before and after" }).waitFor();
  await check.comes(
    "what it supersedes is shown",
    async () => (await panel.getByRole("link", { name: /Data protection notice/ }).count()) > 0,
  );
  await panel.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("complementary", { name: "Edit the notice" });
  const title = await form.getByLabel("Title").inputValue();
  await form.getByLabel("Title").fill(`${title}!`);
  await form.getByText(/^If you save:/).waitFor();
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^The notice was saved\./).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was before.").waitFor();
  const after = await ask(`{ notice(key: "privacy-2025") { title } }`);
  check("a notice's title is changed and put back", after.notice.title === title, after.notice.title);
  await close();
}
