/** Findings, from the queue to a repair that is tried, and what is tried before it is made. */
import { filterBy, inColumn, savesView, settled } from "./harness.mjs";

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  const { ask } = harness;
  const { report } = await ask(`{
    report {
      findings(rule: "commitment-broken", verdict: BROKEN, first: 30) { nodes { id path { id } repairs { kind title } } }
    }
  }`);
  const broken = report.findings.nodes.find(
    (/** @type {any} */ finding) =>
      finding.path.length > 1 &&
      finding.repairs.some((/** @type {any} */ repair) => repair.kind === "END_FLOW"),
  );
  await harness.everywhere({
    findings: "/findings",
    "findings-open": `/findings?open=${broken.id}`,
    finding: `/findings/${broken.id}`,
    "finding-gone": "/findings/0123456789abcdef",
    "what-if-empty": "/what-if",
    "what-if-flow": "/what-if?add=flow",
    "what-if-document": "/what-if?add=document",
  });
  await triage(harness);
  await assigning(harness);
  await bulk(harness);
  await heardAgain(harness);
  await sorting(harness);
  await filters(harness);
  await proof(harness, broken.id);
  await whatIf(harness);
  await german(harness);
}

/** Words of English sentences, and of no name in the example company but those that German sentences quote. */
const ENGLISH =
  /\b(is|not|that|with|from|receives?|sends|passes|recorded|promise|contract|although|without|ended|ends|unless)\b/i;

/** What is said of findings is said in the language of the page, not in the browser's, and anew when that changes.
 * @param {import("./harness.mjs").Harness} harness */
async function german({ open, check, fits, shoot, ask }) {
  const { report } = await ask(`{
    report { findings(first: 100) { nodes { id rule message explanation } } }
  }`);
  /** @type {Map<string, any>} */
  const ofEach = new Map(report.findings.nodes.map((/** @type {any} */ finding) => [finding.rule, finding]));
  const { page, close } = await open({ path: "/findings" });
  await page.getByRole("row").nth(1).waitFor();
  const english = await page.locator("tbody").innerText();
  check("findings are English where the pages are", ENGLISH.test(english), english);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Deutsch" }).click();
  await page.getByRole("heading", { level: 1, name: "Befunde" }).waitFor();
  const names = /„[^“]*“/g;
  /** @param {import("playwright-core").Locator} told */
  const said = async (told) => (await told.allInnerTexts()).map((text) => text.replaceAll(names, ""));
  const lines = page.locator("tbody a");
  await check.comes("they are asked for anew when the pages speak German", async () => {
    const all = (await said(lines)).filter((text) => text.includes(" "));
    return all.length > 5 && !all.some((text) => ENGLISH.test(text));
  });
  for (const [rule, finding] of ofEach) {
    await page.goto(new URL(`/findings/${finding.id}`, page.url()).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("heading", { name: "Wie es sich beheben lässt" }).waitFor();
    await page.waitForFunction(
      () => !document.querySelector("[aria-busy=true], [role=status][aria-label=Lädt]"),
    );
    for (const summary of await page.locator("main details > summary").all()) await summary.click();
    const told = await said(
      page.locator("main h1, main details ol li, main [class*=repairTitle], main [class*=message]"),
    );
    const wrong = told.find((text) => ENGLISH.test(text));
    check(`nothing that is said of ${rule} is English`, told.length > 0 && wrong === undefined, wrong);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    check(`${rule} is told in other words`, heading !== finding.message && !heading.includes("_"), heading);
    if (rule !== "commitment-broken") continue;
    await shoot(page, "finding-german");
    await page.setViewportSize({ width: 360, height: 740 });
    await fits(page, "a finding in German at 360");
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await close();
}

/** j, o, a: a risk is accepted with the keyboard, and that is undone.
 * @param {import("./harness.mjs").Harness} harness */
async function triage({ open, check, axe, shoot, ask }) {
  const count = async () =>
    (await ask("{ report { findings(state: ACCEPTED, first: 1) { totalCount } } }")).report.findings
      .totalCount;
  const before = await count();
  const { page, close } = await open({ path: "/findings" });
  await page.getByRole("row").nth(1).waitFor();
  await page.locator("body").press("j");
  await page.locator("body").press("j");
  await page.locator("body").press("o");
  const panel = page.getByRole("complementary", { name: "Finding" });
  await panel.getByRole("heading", { level: 2 }).first().waitFor();
  const first = new URL(page.url()).searchParams.get("open");
  check("o opens the finding beside the list", first !== null);
  await page.locator("body").press("j");
  await page.waitForFunction((was) => new URL(location.href).searchParams.get("open") !== was, first);
  check("j goes on to the next one, open too", true);
  const second = new URL(page.url()).searchParams.get("open");

  await page.locator("body").press("a");
  const dialog = page.getByRole("dialog", { name: "Accept the risk" });
  await dialog.waitFor();
  await axe(page, "the dialog that accepts a risk");
  await shoot(page, "findings-accept");
  await dialog.getByRole("button", { name: "Accept the risk" }).click();
  await check.comes(
    "without a reason nothing is accepted",
    async () =>
      (await dialog
        .getByLabel("Why is it acceptable?")
        .evaluate((field) => document.activeElement === field)) ||
      (await dialog.getByText("Say why the risk is acceptable.").isVisible()),
  );
  await dialog.getByLabel("Why is it acceptable?").fill("Mended with the next release");
  await dialog.getByLabel("Who answers for it").fill("privacy office");
  await dialog.getByRole("button", { name: "Accept the risk" }).click();
  const told = page.getByText(/The risk is accepted until/);
  await told.waitFor();
  check("it is said that the risk is accepted", (await count()) === before + 1);
  await page.waitForFunction((was) => new URL(location.href).searchParams.get("open") !== was, second);
  check("and the next one is open", true);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The finding is open again.").waitFor();
  check("Undo opens it again", (await count()) === before);

  await page.locator("body").press("Escape");
  await panel.waitFor({ state: "detached" });
  await page.locator("body").press("Enter");
  await page.waitForURL(/\/findings\/[0-9a-f]{16}/);
  check("Enter opens the full page", true);
  await close();
}

/** A column sorts the list with the keyboard, and the address says so.
 * @param {import("./harness.mjs").Harness} harness */
async function sorting({ open, check, ask }) {
  const { report } = await ask("{ report { findings(state: OPEN, first: 500) { nodes { dueOn } } } }");
  /** @type {string[]} */
  const dues = report.findings.nodes.map((/** @type {any} */ { dueOn }) => dueOn ?? "");
  const days = dues.filter((day) => day !== "").sort();
  const none = dues.filter((day) => day === "");
  const { page, close } = await open({ path: "/findings" });
  await settled(page);
  const head = (/** @type {string} */ name) => page.getByRole("columnheader", { name });
  const sorted = (/** @type {string} */ name, /** @type {string} */ way) =>
    head(name)
      .and(page.locator(`[aria-sort=${way}]`))
      .waitFor();
  /** @param {string[]} wanted */
  const listed = async (wanted) => {
    const there = await inColumn(page, "Due");
    return there.length > 5 && there.every((day, index) => day === wanted[index]);
  };
  await sorted("Severity", "descending");
  check("the gravest come first, and the list says that it is sorted so", true);
  const button = page.getByRole("button", { name: "Sort by Due" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=DUE_ON/);
  await sorted("Due", "ascending");
  await check.comes("what is due next comes first then", () => listed([...days, ...none]));
  check("none of it is said to be sorted otherwise", (await page.locator("[aria-sort]").count()) === 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=-DUE_ON/);
  await check.comes("and the last, turned round", () => listed([...days.toReversed(), ...none]));
  await page.reload();
  await sorted("Due", "descending");
  await check.comes("the address keeps the order", () => listed([...days.toReversed(), ...none]));
  await page.getByRole("button", { name: "Sort by About" }).click();
  await page.waitForURL(/sort=SUBJECT/);
  await check.comes("words are sorted whatever their case", async () => {
    const there = (await inColumn(page, "About")).map((title) => title.toLowerCase());
    return there.length > 5 && there.every((title, index) => (there[index - 1] ?? "") <= title);
  });
  await close();
}

/** s: someone sees to it, that is listed, and undone.
 * @param {import("./harness.mjs").Harness} harness */
async function assigning({ open, check, axe, shoot, ask }) {
  const assignments = async () =>
    (await ask("{ assignments { nodes { finding to dueOn } } }")).assignments.nodes;
  const { page, close } = await open({ path: "/findings" });
  await page.getByRole("row").nth(1).waitFor();
  await page.locator("body").press("j");
  await page.locator("body").press("o");
  const panel = page.getByRole("complementary", { name: "Finding" });
  await panel.getByRole("heading", { level: 2 }).first().waitFor();
  const id = new URL(page.url()).searchParams.get("open");
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "Who sees to it?" });
  await dialog.waitFor();
  await axe(page, "the dialog that assigns a finding");
  await shoot(page, "findings-assign");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  check("without a name nothing is assigned", (await assignments()).length === 0);
  await dialog.getByLabel("Who sees to it").fill("Legal team");
  await dialog.getByRole("button", { name: "14 days" }).click();
  await dialog.getByLabel("What is to be done").fill("Sign the draft");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await page.getByText("Legal team sees to it.").waitFor();
  const [given] = await assignments();
  check("it is given to who was named", given?.finding === id && given.to === "Legal team" && given.dueOn);
  await panel.getByText("Sign the draft").waitFor();
  await check.comes("the finding says who sees to it", () =>
    panel.getByText("Legal team sees to it").isVisible(),
  );
  await filterBy(page, "Who sees to it", "Legal team");
  await page.getByText("1 row", { exact: true }).waitFor();
  await check.comes(
    "what someone sees to can be listed",
    () => new URL(page.url()).searchParams.get("who") === "Legal team",
  );
  await axe(page, "findings of one person");
  await shoot(page, "findings-of-one");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was.").waitFor();
  check("Undo takes it back", (await assignments()).length === 0);
  await close();
}

/**
 * Keeps back the next answer to an operation.
 * @param {import("playwright-core").Page} page @param {string} operation
 */
async function holdAnswer(page, operation) {
  let letGo = () => {};
  let give = () => {};
  /** @type {Promise<void>} */
  const held = new Promise((resolve) => {
    letGo = resolve;
  });
  /** When the server gave it. @type {Promise<void>} */
  const given = new Promise((resolve) => {
    give = resolve;
  });
  let next = true;
  await page.route("**/graphql", async (route) => {
    if (!next || route.request().postDataJSON()?.operationName !== operation) return route.fallback();
    next = false;
    const response = await route.fetch();
    give();
    await held;
    return route.fulfill({ response });
  });
  return { given, letGo: () => letGo() };
}

/** What changed while the server could not be heard is shown once it is.
 * @param {import("./harness.mjs").Harness} harness */
async function heardAgain({ open, check, ask }) {
  /** @type {import("playwright-core").WebSocketRoute[]} */
  const sockets = [];
  let away = false;
  const { page, close } = await open({
    path: "/findings?who=Legal+team",
    before: (page) =>
      page.routeWebSocket("**/graphql/ws", (socket) => {
        if (away) return void socket.close({ code: 1001 });
        sockets.push(socket);
        socket.connectToServer();
      }),
  });
  await page.getByRole("heading", { name: "No finding matches these filters" }).waitFor();
  away = true;
  await Promise.all(sockets.map((socket) => socket.close({ code: 1001 })));
  const { report } = await ask("{ report { findings(first: 1) { nodes { id } } } }");
  const finding = report.findings.nodes[0].id;
  await ask("mutation ($input: AssignFindingInput!) { assignFinding(input: $input) { revision } }", {
    input: { finding, to: "Legal team" },
  });
  away = false;
  await page.getByText("1 row", { exact: true }).waitFor();
  check("what changed while the server was not heard is shown", true);
  await ask("mutation ($input: UnassignFindingInput!) { unassignFinding(input: $input) { revision } }", {
    input: { finding },
  });
  await page.getByRole("heading", { name: "No finding matches these filters" }).waitFor();
  await close();
}

/** x, shift-click and one reason for several.
 * @param {import("./harness.mjs").Harness} harness */
async function bulk({ open, check, shoot, axe, ask }) {
  const { page, close } = await open({ path: "/findings?severity=low" });
  await page.getByRole("row").nth(4).waitFor();
  const box = (/** @type {number} */ row) => page.getByRole("row").nth(row).getByRole("checkbox");
  await page.locator("body").press("j");
  await page.locator("body").press("x");
  await page.getByText("1 selected").waitFor();
  await box(3).click({ modifiers: ["Shift"] });
  await page.getByText("3 selected").waitFor();
  await check.comes("x selects, and shift-click takes everything in between", () => box(2).isChecked());
  await axe(page, "findings with some selected");
  await shoot(page, "findings-selected");
  await page.locator("body").press("a");
  const dialog = page.getByRole("dialog", { name: "Accept the risk" });
  await dialog.getByLabel("Why is it acceptable?").fill("Known, small, and mended this quarter");
  await dialog.getByLabel("Who answers for it").fill("privacy office");
  await dialog.getByRole("button", { name: "Accept 3 risks" }).click();
  await page.getByText(/3 risks are accepted until/).waitFor();
  check("one reason accepts all that is selected", true);
  await filterBy(page, "State", "accepted");
  // Not the rows of the list before, which are there until these are.
  await page.getByText("3 rows", { exact: true }).waitFor();
  await check.comes("accepted ones are a state of their own", () => page.url().includes("state=accepted"));
  await page.getByRole("row").nth(1).getByRole("cell").nth(1).click();
  await page.getByText("Known, small, and mended this quarter").first().waitFor();
  await check.comes("who accepted it, why and until when is told", () =>
    page.getByText(/Accepted by privacy office until/).isVisible(),
  );
  const accepted = await ask("{ report { findings(state: ACCEPTED, first: 9) { nodes { id } } } }");
  const reopen = (/** @type {{ id: string }} */ { id }) =>
    ask("mutation ($input: ReopenFindingInput!) { reopenFinding(input: $input) { revision } }", {
      input: { finding: id },
    });
  // The list is asked for again after the first, and its answer comes only when the others are opened as well.
  const late = await holdAnswer(page, "Findings");
  const [first, ...others] = accepted.report.findings.nodes;
  await reopen(first);
  await late.given;
  for (const finding of others) await reopen(finding);
  late.letGo();
  await page.getByRole("heading", { name: "No finding matches these filters" }).waitFor();
  check("what is opened again elsewhere leaves the list by itself", true);
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function filters({ open, check }) {
  const { page, close } = await open({ path: "/findings" });
  await page.getByRole("row").nth(1).waitFor();
  await page.getByRole("radio", { name: /high or graver/ }).click({ force: true });
  await page.waitForURL(/severity=high/);
  await filterBy(page, "Rule", "No contract covers it");
  await page.waitForURL(/rule=flow-without-contract/);
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll("tbody tr")];
    return rows.length > 0 && rows.every((row) => row.textContent?.includes("without a contract"));
  });
  await check.comes("a rule narrows the list", () => page.url().includes("severity=high"));
  check("what the list is narrowed to is saved as a view", await savesView(page, "Bare and grave"));
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("nimbus");
  await page.waitForURL(/q=nimbus/);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("tbody tr")].length > 0 &&
      [...document.querySelectorAll("tbody tr")].every((row) => /nimbus/i.test(row.textContent ?? "")),
  );
  check("words narrow it too, and stay in the address", true);
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("nothing has these words");
  await page.getByRole("heading", { name: "No finding matches these filters" }).waitFor();
  await page.getByRole("button", { name: "Show all open findings" }).click();
  await page.getByRole("row").nth(1).waitFor();
  check("when nothing matches there is a way back", true);

  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "High or graver" }).click();
  await page.waitForURL(/severity=high/);
  await page.getByRole("radio", { name: /high or graver/, checked: true }).waitFor();
  check("a view that comes with the list is chosen by a press", true);
  await filterBy(page, "About", "a contract");
  await page.waitForURL(/about=contract/);
  check("what is not shown of the filters is a press away", true);

  // As addresses of these pages were before, as the schema has the words, and as alerts link here.
  await page.goto(
    new URL("/findings?severity=HIGH&verdict=BROKEN&subject=party:nimbus-mail&state=all", page.url()).href,
  );
  const bar = page.getByRole("search", { name: "Filters" });
  await bar.getByRole("button", { name: "Concerns Nimbus Mail Inc.", exact: true }).waitFor();
  check(
    "links say what the list is narrowed to, in words",
    (await bar.getByRole("button", { name: "State open and accepted", exact: true }).isVisible()) &&
      (await bar.getByRole("button", { name: "Verdict broken", exact: true }).isVisible()) &&
      (await page.getByRole("radio", { name: /high or graver/ }).isChecked()),
    await bar.innerText(),
  );
  await bar.getByRole("button", { name: "Remove the filter “Concerns”" }).click();
  await page.waitForURL((url) => !url.searchParams.has("subject") && url.searchParams.has("verdict"));
  check("each is taken away alone", true);
  await close();
}

/** The full page: promise, path, law, and a repair that opens What if.
 * @param {import("./harness.mjs").Harness} harness @param {string} finding */
async function proof({ open, check, shoot, axe, fits }, finding) {
  const { page, close } = await open({ path: `/findings/${finding}` });
  await settled(page);
  await page.getByText("broken here").waitFor();
  check("the ribbon says where the promise is broken", true);
  await check.comes("what users were promised is quoted", () => page.getByRole("blockquote").isVisible());
  await page.getByText("What stands behind this rule. No legal advice.").click();
  await check.comes(
    "the law is named",
    async () =>
      await page
        .getByText(/GDPR Art\. 5\(1\)/)
        .first()
        .isVisible(),
  );
  const repair = page.getByRole("button", { name: /^Try in What if: End the flow/ }).first();
  await repair.waitFor();
  await repair.click();
  await page.waitForURL(/\/what-if/);
  const outcome = page.getByRole("region", { name: "What would happen" });
  await outcome
    .getByText(/findings? disappears?/)
    .first()
    .waitFor();
  check("a repair opens What if with the change staged, and what it does", true);
  await page.goBack();
  const there = page.getByRole("link", { name: /^Already in What if: End the flow/ }).first();
  await there.waitFor();
  check("from then on it is a link there", (await there.getAttribute("href")) === "/what-if");
  await there.click();
  await page.waitForURL(/\/what-if/);
  await page.getByText("From this finding").waitFor();
  await page.getByText(/^Changes 1/).click();
  await check.comes("each change can be looked at", () =>
    page.locator("dt[title=endedOn]", { hasText: "Last day" }).first().isVisible(),
  );
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    await axe(page, `what-if with a change ${colorScheme}`);
    await shoot(page, `what-if-${colorScheme}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page, "what-if with a change at 360");
  await shoot(page, "what-if-360");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await page.getByRole("button", { name: "Apply 1 change" }).waitFor();
  check("what is staged survives a reload", true);
  await page.getByRole("button", { name: "Discard all" }).click();
  await page.getByRole("heading", { name: "Nothing to try yet" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Apply 1 change" }).waitFor();
  check("discarding is undone", true);
  await page.getByRole("button", { name: /^Discard: / }).click();
  await page.getByRole("heading", { name: "Nothing to try yet" }).waitFor();
  await close();
}

/** Changes that are written or picked: tried, refused, applied.
 * @param {import("./harness.mjs").Harness} harness */
async function whatIf({ open, check, shoot, ask }) {
  const { page, close } = await open({ path: "/what-if" });
  await page.getByRole("button", { name: /^Write or paste a document/ }).click();
  const text = page.getByLabel("Document (JSON)");
  await text.fill("kept: 1");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText(/This is not JSON/).waitFor();
  check("what is no JSON is told where it is pasted", true);
  await text.fill(
    JSON.stringify({
      flows: [{ key: "e2e", source: "nobody", recipient: "tidewell-cloud", startedOn: "2026-01-01" }],
    }),
  );
  await page.getByLabel("What you call this change").fill("A flow from nobody");
  await page.getByRole("button", { name: "Try it" }).click();
  const outcome = page.getByRole("region", { name: "What would happen" });
  await outcome.getByText("These changes cannot be applied").waitFor();
  await shoot(page, "what-if-fault");
  await check.comes("a fault names the change and the field", () =>
    outcome.getByText(/flow:e2e source/).isVisible(),
  );
  await check.comes("what cannot be applied is not offered", () =>
    page.getByRole("button", { name: /^Apply/ }).isDisabled(),
  );
  await page.getByRole("button", { name: "Discard: A flow from nobody" }).click();

  await page.getByRole("button", { name: /^End a flow/ }).click();
  await page.getByRole("combobox", { name: "Which flow" }).fill("tidewell");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText(/^Changes 1/).waitFor();
  await check.comes("a flow that was found by its words is ended", () =>
    outcome.getByText("Compared with the register as it is today.").isVisible(),
  );
  await page.getByRole("button", { name: /^Discard: / }).click();

  await page.getByRole("button", { name: /^Write or paste a document/ }).click();
  await text.fill(JSON.stringify({ parties: [{ key: "e2e-party", name: "Tried Ltd.", kind: "VENDOR" }] }));
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Apply 1 change" }).click();
  const dialog = page.getByRole("dialog", { name: "Apply these changes?" });
  await dialog.getByText("1 is added to the register").waitFor();
  await shoot(page, "what-if-apply");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("heading", { name: "Applied" }).waitFor();
  const { party } = await ask('{ party(key: "e2e-party") { revision } }');
  check("what was applied is in the register", party !== null);
  await ask("mutation ($input: DeletePartyInput!) { deleteParty(input: $input) { revision } }", {
    input: { key: "e2e-party", expectedRevision: party.revision },
  });
  await close();
}
