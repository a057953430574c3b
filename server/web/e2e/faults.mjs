/** Pages whose questions fail: each says so and what to do there, in the language that is spoken. */
import { settled } from "./harness.mjs";

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

/** @param {string} code @param {string} message */
const fault = (code, message) => ({
  errors: [{ message, extensions: { code, ...(code === "INTERNAL" && { correlation: "c-1" }) } }],
});
const INTERNAL = fault("INTERNAL", "internal error");
/** As the service words it, for who writes questions. */
const TOO_LONG = fault("TIMEOUT", "the request took longer than 30 seconds; ask for less at a time");

/** What each page says to do when its question takes too long. */
const LESS = {
  en: {
    "/": "The Promises and Findings pages each ask for less: go on there.",
    "/map?category=user&view=table": "Choose a narrower category above, or begin with a single party.",
    "/who?category=user": "Choose a narrower category above, or say of whom the data is.",
    "/promises": "Choose one notice above, or look for one promise with Ctrl K.",
    "/findings": "Set a filter, or look for one thing with Ctrl K.",
    "/parties": "Set a filter, or look for one thing with Ctrl K.",
    "/contracts/msa-nimbus": "Ask again in a moment, when the server has less to do.",
  },
  de: {
    "/": "Die Seiten Versprechen und Befunde fragen nach weniger",
    "/map?category=user&view=table": "Wählen Sie oben eine engere Datenkategorie",
    "/findings": "Setzen Sie einen Filter",
  },
};
const TITLE = { en: "This is too much at once", de: "Das ist zu viel auf einmal" };

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await helps(harness);
  await tooMuch(harness);
  await untold(harness);
}

/** Opens a page whose questions can be made to fail, those of some name alone if that is given.
 * @param {import("./harness.mjs").Harness["open"]} open @param {import("playwright-core").BrowserContextOptions & { path: string }} options */
async function failing(open, options) {
  const answers = { with: /** @type {object | undefined} */ (undefined), to: /./ };
  const opened = await open({
    ...options,
    before: async (page) => {
      await page.route("**/graphql", (route) =>
        answers.with && answers.to.test(route.request().postData() ?? "")
          ? route.fulfill({ json: answers.with })
          : route.fallback(),
      );
    },
  });
  await settled(opened.page);
  return { ...opened, answers };
}

/** An error says what to do, and the page is there once nothing fails any more.
 * @param {import("./harness.mjs").Harness} harness */
async function helps({ origin, open, check }) {
  const { page, close, answers } = await failing(open, { path: "/parties" });
  for (const path of ["/", "/map?category=user&view=table", "/who?category=user", ...LISTS]) {
    answers.with = INTERNAL;
    await page.goto(`${origin}${path}`);
    const alert = page.getByRole("alert").first();
    await alert.getByText("Reference for your administrator: c-1").waitFor();
    answers.with = undefined;
    await alert.getByRole("button", { name: "Ask again" }).click();
    await page
      .locator("#main")
      .getByRole("link")
      .or(page.locator("#main").getByRole("row"))
      .first()
      .waitFor();
    check(`${path}: an error says what to do, and that helps`, true);
  }
  await close();
}

/** What takes too long is told in the words of the page that asked, not in those of the service.
 * @param {import("./harness.mjs").Harness} harness */
async function tooMuch({ origin, open, check, axe, shoot }) {
  for (const [locale, pages] of Object.entries(LESS)) {
    const { page, close, answers } = await failing(open, { path: "/parties", locale });
    answers.with = TOO_LONG;
    for (const [path, less] of Object.entries(pages)) {
      await page.goto(`${origin}${path}`);
      const alert = page.getByRole("alert").filter({ hasText: less }).first();
      await alert.getByRole("heading", { name: TITLE[/** @type {"en" | "de"} */ (locale)] }).waitFor();
      const said = await page.locator("#main").innerText();
      check(`${path} ${locale}: it says what to do there`, !/at a time|30 seconds/.test(said), said);
    }
    await axe(page, `a page that asked for too much ${locale}`);
    await shoot(page, `too-much-${locale}`);
    await close();
  }
}

/** What saving would change, and whether something was saved, is told apart from what is wrong with it.
 * @param {import("./harness.mjs").Harness} harness */
async function untold({ open, check }) {
  const { page, close, answers } = await failing(open, { path: "/parties/textheron?edit=1" });
  const form = page.getByRole("dialog");
  const owner = form.getByRole("textbox", { name: "Who looks after it" });
  await owner.waitFor();
  answers.with = TOO_LONG;
  answers.to = /TryRecords|EditParty/;
  await owner.fill("Someone");
  await form.getByText(/takes too long to work out; Findings shows it once it is saved/).waitFor();
  check("what saving would change takes too long, and saving is still offered", true);
  await form.getByRole("button", { name: "Save" }).click();
  const alert = form.getByRole("alert");
  await alert.getByRole("heading", { name: "Whether this was done is not known" }).waitFor();
  await alert.getByText(/look at Changes before you try again/).waitFor();
  check("nobody is told that nothing was saved when that is not known", true);
  answers.with = undefined;
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.getByRole("button", { name: "Leave without saving" }).click();

  await page.goto(new URL("/what-if?add=document", page.url()).href);
  answers.with = TOO_LONG;
  answers.to = /TryStaged/;
  await page
    .getByLabel("Document (JSON)")
    .fill('{ "parties": [{ "key": "e2e", "name": "E", "kind": "VENDOR" }] }');
  await page.getByRole("button", { name: "Try it" }).click();
  const outcome = page.getByRole("region", { name: "What would happen" });
  await outcome.getByText("What these changes do cannot be told now").waitFor();
  await outcome.getByText(/Discard some of the changes, and try fewer at a time/).waitFor();
  check("changes that take too long to try are not called wrong", true);
  await close();
}
