/** Registering a vendor, and editing what is recorded. */
import { person } from "./parts/person.mjs";

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check, shoot, axe, fits, ask }) {
  const mark = Date.now().toString(36);

  /** Tabs on until something has the focus, as people without a mouse do. @param {import("playwright-core").Page} page */
  const tabTo = async (page, /** @type {import("playwright-core").Locator} */ target) => {
    for (let press = 0; press < 90; press += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("Tab never gets there");
  };
  /** Until Enter takes what is meant: while a list is still narrowed down it takes another. @param {import("playwright-core").Page} page */
  const chosen = (page, /** @type {RegExp} */ option) =>
    page.locator("[role=option][data-combobox-selected]").filter({ hasText: option }).first().waitFor();
  /** @param {import("playwright-core").Page} page */
  const start = async (page) => {
    await page.getByRole("heading", { level: 1, name: "Register a vendor" }).waitFor();
    // Who we are is filled in when it is known.
    await page
      .getByRole("combobox", { name: "Party" })
      .first()
      .and(page.locator(":not([value=''])"))
      .waitFor();
  };

  // With the keyboard alone: party, contract, flow, and what saving changes, all before it is saved.
  {
    const { page, close } = await open({ path: "/register" });
    await start(page);
    const { thinks, waits, took } = person(page);
    const goTo = async (/** @type {import("playwright-core").Locator} */ target) => {
      thinks();
      await tabTo(page, target);
    };
    const key = `quickwren-${mark}`;
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await goTo(name);
    await page.keyboard.type(`Quickwren ${mark} GmbH`);
    await goTo(page.getByRole("combobox", { name: "Country" }));
    await page.keyboard.type("Sweden");
    await waits(chosen(page, /Sweden/));
    await page.keyboard.press("Enter");
    const categories = page.getByRole("combobox", { name: "Which data" });
    const purposes = page.getByRole("combobox", { name: "What for" });
    const pick = async (/** @type {string} */ text, /** @type {RegExp} */ option) => {
      await page.keyboard.type(text);
      await waits(chosen(page, option));
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    };
    await goTo(categories.first());
    await pick("user.contact.email", /user\.contact\.email/);
    await goTo(purposes.first());
    await pick("marketing.communications.email", /marketing\.communications\.email/);
    const region = page.getByRole("button", { name: /^Add Sweden to/ }).first();
    await goTo(region);
    await page.keyboard.press("Enter");
    await goTo(page.getByRole("button", { name: "All the others are there" }));
    await page.keyboard.press("Enter");
    await page.getByText("11 of the 11 clauses").waitFor();
    check("all clauses are recorded at a press", true);
    const from = page.getByRole("combobox", { name: "From" });
    await goTo(from);
    await page.keyboard.type("Web shop");
    await page
      .getByRole("option", { name: /Web shop/ })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await waits(chosen(page, /Web shop/));
    await page.keyboard.press("Enter");
    const fill = page.getByRole("button", { name: "Fill from the contract" });
    thinks();
    // It stands before the fields of the flow.
    for (
      let press = 0;
      press < 4 && !(await fill.evaluate((e) => e === document.activeElement));
      press += 1
    ) {
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    thinks();
    await waits(
      page
        .getByRole("status")
        .filter({ hasText: /^If you save: / })
        .waitFor(),
    );
    const line = await page
      .getByRole("status")
      .filter({ hasText: /^If you save: / })
      .textContent();
    check("what saving would change is told before it is saved", /finding/.test(line ?? ""), line ?? "");
    await shoot(page, "register-filled");
    await axe(page, "/register filled in");
    await page.keyboard.press("Control+Enter");
    await waits(page.getByRole("heading", { name: new RegExp(`Quickwren ${mark}`) }).waitFor());
    const { keys, fields, waited, seconds } = took();
    console.log(
      `${keys} keystrokes and ${fields} fields: ${seconds.toFixed(1)} s of a person, who waited for ${waited.toFixed(1)} s here`,
    );
    check(
      "registering a vendor takes a person who is prepared less than two minutes",
      seconds < 120,
      `${seconds} s`,
    );
    const made = page.getByRole("list", { name: "What was made" });
    await check.comes(
      "party, contract and flow are made in one step",
      async () => (await made.getByRole("link").count()) === 3,
    );
    await axe(page, "/register saved");
    await shoot(page, "register-made");
    const { party, contract, flows } = await ask(
      `query ($key: String!, $contract: String!) {
        party(key: $key) { name country }
        contract(key: $contract) { parties { party { key } role } terms { categories regions } clauses { kind } }
        flows(filter: { recipient: $key }) { nodes { source { key } categories contract { key } } }
      }`,
      { key, contract: `dpa-${key}` },
    );
    check("the party is as it was typed", party?.country === "SE", JSON.stringify(party));
    check(
      "the contract has its clauses and terms",
      contract?.clauses.length === 11,
      JSON.stringify(contract),
    );
    check(
      "the flow is under the contract",
      flows.nodes[0]?.contract?.key === `dpa-${key}` &&
        flows.nodes[0]?.categories[0] === "user.contact.email",
      JSON.stringify(flows),
    );
    await page.getByRole("link", { name: "Register another" }).click();
    await start(page);
    await check.comes("the next one starts empty", async () => (await name.inputValue()) === "");
    await close();
  }

  // What is missing is said at the top and at its field; what the server refuses too.
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, close } = await open({ path: "/register", colorScheme });
    await start(page);
    await axe(page, `/register ${colorScheme}`);
    await page.getByRole("button", { name: "Save to the register" }).click();
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await summary.waitFor();
    await check.comes(
      "what is missing is listed",
      async () => (await summary.getByRole("link").count()) === 2,
    );
    await axe(page, `/register with problems ${colorScheme}`);
    await shoot(page, `register-problems-${colorScheme}`);
    await summary.getByRole("link", { name: /^Name: / }).click();
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await check.comes(
      "a problem leads to its field",
      async () => await name.evaluate((e) => e === document.activeElement),
    );
    await page.keyboard.type(`Latewren ${mark}`);
    await page.getByLabel("First day in force").fill("2026-06-01");
    await page.getByLabel("Last day in force").fill("2026-01-01");
    const wrong = page.getByText(/ends on 2026-01-01, before it starts/).first();
    await wrong.waitFor();
    await check.comes(
      "what the server refuses is said at its field",
      async () => (await page.getByLabel("Last day in force").getAttribute("aria-invalid")) === "true",
    );
    await page.setViewportSize({ width: 360, height: 740 });
    await fits(page, `/register ${colorScheme} at 360`);
    await shoot(page, `register-${colorScheme}-narrow`);
    await close();
  }

  // A draft survives a reload; who is in the register already is found by a similar name.
  {
    const { page, close } = await open({ path: "/register" });
    await start(page);
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("Silverquay");
    await page.getByRole("button", { name: "Use Silverquay Payments B.V." }).waitFor();
    check("a party with a similar name is found", true);
    await page.reload();
    await page.getByText(/^Draft from/).waitFor();
    await check.comes(
      "the draft is there after a reload",
      async () => (await name.inputValue()) === "Silverquay",
    );
    await page.getByRole("button", { name: "Use Silverquay Payments B.V." }).click();
    await page.getByText("is in the register already", { exact: false }).waitFor();
    await check.comes(
      "what is known of it is filled in",
      async () => (await name.inputValue()) === "Silverquay Payments B.V.",
    );
    await page.getByRole("button", { name: "Start over" }).click();
    await page.getByText(/^Draft from/).waitFor({ state: "detached" });
    await check.comes("starting over clears it", async () => (await name.inputValue()) === "");
    await close();
  }

  await editing({ open, check, shoot, axe, fits, ask });
}

/** @param {Pick<import("./harness.mjs").Harness, "open" | "check" | "shoot" | "axe" | "fits" | "ask">} harness */
async function editing({ open, check, shoot, axe, fits, ask }) {
  const before = await ask(`{ party(key: "textheron") { owner } }`);
  const owner = "Who looks after it";
  /** @param {import("playwright-core").Page} page */
  const dialog = async (page) => {
    const dialog = page.getByRole("dialog", { name: /Textheron/ });
    await dialog.getByRole("textbox", { name: owner }).waitFor();
    return dialog;
  };

  // Leaving is asked about, and closing loses nothing.
  {
    const { page, close } = await open({ path: "/parties/textheron?edit=1" });
    const form = await dialog(page);
    await form.getByRole("textbox", { name: owner }).fill("Field sales");
    await page.keyboard.press("Escape");
    await form.getByRole("alertdialog").waitFor();
    check("who leaves with changes is asked", true);
    await form.getByRole("button", { name: "Keep editing" }).click();
    await check.comes(
      "and can stay",
      async () => (await form.getByRole("textbox", { name: owner }).inputValue()) === "Field sales",
    );
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.getByRole("button", { name: "Leave without saving" }).click();
    await form.waitFor({ state: "detached" });
    check("or leave", true);
    await close();
  }

  // Two people change the same: nothing is lost, each choice is theirs.
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, close } = await open({ path: "/parties/textheron?edit=1", colorScheme });
    const form = await dialog(page);
    await form.getByText("You have changed nothing yet.").waitFor();
    await axe(page, `editing a party ${colorScheme}`);
    await form.getByRole("textbox", { name: owner }).fill(`Mine ${colorScheme}`);
    await form.getByRole("textbox", { name: "What it does for you" }).fill("Sends text messages.");
    await form.getByText(/^If you save: /).waitFor();
    const { party } = await ask(`{ party(key: "textheron") { revision } }`);
    await ask(`mutation ($input: UpdatePartyInput!) { updateParty(input: $input) { summary } }`, {
      input: {
        key: "textheron",
        expectedRevision: party.revision,
        owner: `Theirs ${colorScheme}`,
        website: `https://${colorScheme}.textheron.example`,
      },
    });
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("heading", { name: /Someone else changed this/ }).waitFor();
    await axe(page, `a conflict ${colorScheme}`);
    await shoot(page, `edit-conflict-${colorScheme}`);
    const choice = form.getByRole("group", { name: owner });
    await check.comes(
      "the three versions are shown",
      async () => (await choice.getByRole("radio").count()) === 3,
    );
    await check.comes("saving waits for the choice", () =>
      form.getByRole("button", { name: "Save" }).isDisabled(),
    );
    await choice.getByRole("radio", { name: /^Yours/ }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    const after = await ask(`{ party(key: "textheron") { owner website description } }`);
    check("mine where I chose, theirs where only they changed", true);
    check(
      "nothing is lost",
      after.party.owner === `Mine ${colorScheme}` &&
        after.party.website === `https://${colorScheme}.textheron.example` &&
        after.party.description === "Sends text messages.",
      JSON.stringify(after),
    );
    await close();
  }

  // What is saved can be taken back; a flow and its removal.
  {
    const { page, close } = await open({ path: "/parties/textheron?edit=1" });
    const form = await dialog(page);
    await form.getByRole("textbox", { name: owner }).fill("Someone");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back").waitFor();
    const { party } = await ask(`{ party(key: "textheron") { owner revision } }`);
    check("a save can be taken back", party.owner === "Mine dark", party.owner);
    await ask(`mutation ($input: UpdatePartyInput!) { updateParty(input: $input) { summary } }`, {
      input: {
        key: "textheron",
        expectedRevision: party.revision,
        owner: before.party.owner,
        website: null,
        description: null,
      },
    });
    await close();
  }
  {
    const { page, close } = await open({ path: "/flows/host-shop?edit=1" });
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Remove", exact: true }).click();
    await form.getByText(/^If you remove it: /).waitFor();
    check("what removing would change is told first", true);
    await axe(page, "removing a flow");
    await shoot(page, "edit-remove");
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.getByRole("combobox", { name: "From" }).waitFor();
    await shoot(page, "edit-flow");
    await page.setViewportSize({ width: 360, height: 740 });
    await fits(page, "editing a flow at 360");
    await shoot(page, "edit-flow-narrow");
    await close();
  }
}
