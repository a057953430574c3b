/** Where the focus is: in forms and dialogs, on what is wrong, and back where it was. And what leads somewhere is a link. */
import { settled } from "./harness.mjs";

/** @typedef {import("playwright-core").Locator} Locator */

/** @param {Locator} element */
const has = (element) => element.evaluate((element) => element === document.activeElement);

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await links(harness);
  await editing(harness);
  await channels(harness);
  await promises(harness);
  await decisions(harness);
}

/** Addresses that can be copied and opened in a tab of their own, with the day that is shown.
 * @param {import("./harness.mjs").Harness} harness */
async function links({ open, check, ask }) {
  const day = "day=2026-12-01";
  // Of two changes one is the newer.
  const { party } = await ask(`{ party(key: "textheron") { owner revision } }`);
  const own = async (/** @type {string | null} */ owner, /** @type {number} */ expectedRevision) => {
    const { updateParty } = await ask(
      `mutation ($input: UpdatePartyInput!) { updateParty(input: $input) { revision } }`,
      { input: { key: "textheron", expectedRevision, owner } },
    );
    return updateParty.revision;
  };
  await own(party.owner, await own("Someone else", party.revision));
  /** @type {[where: string, name: string, to: string][]} */
  const LINKS = [
    [`/parties?open=textheron&${day}`, "Open the full page", `/parties/textheron?${day}`],
    [`/notices/privacy-2025?${day}`, "Read it", `/promises?notice=privacy-2025&${day}`],
    [
      `/promises/phone-for-orders?${day}`,
      "Read it in the notice",
      `/promises?notice=privacy-2025&open=phone-for-orders&${day}`,
    ],
    [`/changes/1?${day}`, "Newer", `/changes/2?${day}`],
    ["/register?made=party:textheron", "Register another", "/register"],
  ];
  for (const [path, name, to] of LINKS) {
    const { page, close } = await open({ path });
    const link = page.getByRole("link", { name, exact: true });
    await link.waitFor();
    const href = await link.getAttribute("href");
    check(`${path}: “${name}” is a link, with the day`, href === to, href ?? "");
    await close();
  }
  const { page, close } = await open({ path: "/changes/1" });
  await check.comes("before the first change there is nowhere to go", () =>
    page.getByRole("button", { name: "Older" }).isDisabled(),
  );
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function editing({ open, check }) {
  for (const reducedMotion of /** @type {const} */ (["no-preference", "reduce"])) {
    const { page, close } = await open({ path: "/parties/textheron", reducedMotion });
    await settled(page);
    const edit = page.getByRole("button", { name: "Edit", exact: true });
    const form = page.getByRole("dialog", { name: /Textheron/ });
    const name = form.getByRole("textbox", { name: "Name", exact: true }).first();
    await edit.click();
    await check.comes(`a form begins at its first field (${reducedMotion})`, () => has(name));
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await check.comes(`and what opened it has the focus again (${reducedMotion})`, () => has(edit));
    await close();
  }

  const { page, close } = await open({ path: "/parties/textheron?edit=1" });
  const form = page.getByRole("dialog", { name: /Textheron/ });
  const name = form.getByRole("textbox", { name: "Name", exact: true }).first();
  await check.comes("so does one that the address opens", () => has(name));

  const remove = form.getByRole("button", { name: "Remove", exact: true });
  const cancel = form.getByRole("button", { name: "Cancel" });
  await remove.click();
  await form.getByRole("heading", { name: /^Remove / }).waitFor();
  await check.comes("what only asks begins at what does no harm", () => has(cancel));
  await cancel.click();
  await check.comes("and gives the focus back to what asked", () => has(remove));

  await form.getByRole("textbox", { name: "Who looks after it" }).fill("Nobody yet");
  await cancel.click();
  const stay = form.getByRole("button", { name: "Keep editing" });
  await check.comes("so does the question before changes are lost", () => has(stay));
  await stay.click();
  await check.comes("and the way out has it again", () => has(cancel));

  await name.fill("");
  await form.getByText(/missing or not right yet/).waitFor();
  await form.getByRole("button", { name: "Save" }).click();
  await check.comes("what is refused leads to the field with the fault", () => has(name));
  await form.getByRole("alert").filter({ hasText: "There is a problem" }).waitFor();
  await cancel.click();
  await form.getByRole("button", { name: "Leave without saving" }).click();
  await form.waitFor({ state: "detached" });
  await check.comes("what edits has the focus when the address had opened it", () =>
    has(page.getByRole("button", { name: "Edit", exact: true })),
  );
  await close();

  // What is chosen from a list does not cover the form that opens.
  {
    const { page, close } = await open({ path: "/flows/host-shop?edit=1" });
    const form = page.getByRole("dialog");
    await check.comes("the form of a flow begins at whom the data comes from", () =>
      has(form.getByRole("combobox", { name: "From" })),
    );
    const list = page.locator("[role=option]");
    check("without a list over it", (await list.count()) === 0);
    await page.keyboard.press("ArrowDown");
    await check.comes("which opens when it is asked for", async () => (await list.count()) > 0);
    await close();
  }
}

/** @param {import("./harness.mjs").Harness} harness */
async function channels({ open, check }) {
  const { page, close } = await open({ path: "/channels" });
  await settled(page);
  const add = page.getByRole("button", { name: "Add a channel" }).first();
  await add.click();
  const form = page.getByRole("dialog", { name: "Add a channel" });
  await check.comes("the form of a channel begins at the kind that is chosen", () =>
    has(form.getByRole("radio", { name: /^webhook/i })),
  );
  await form.getByRole("button", { name: "Add the channel" }).click();
  await check.comes("without a key it leads there", () =>
    has(form.getByRole("textbox", { name: "Key", exact: true })),
  );
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await check.comes("and the button has the focus again", () => has(add));
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function promises({ open, check }) {
  {
    const { page, close } = await open({ path: "/promises?notice=privacy-2025&open=phone-for-orders" });
    const panel = page.getByRole("complementary", { name: /^Promise/ });
    const edit = page.getByRole("complementary").getByRole("button", { name: "Edit" });
    await edit.click();
    const form = page.getByRole("complementary", { name: "Edit the promise" });
    await check.comes("the form of a promise begins at its words", () => has(form.getByLabel("Quote")));
    const remove = form.getByRole("button", { name: "Remove this promise" });
    await remove.click();
    const cancel = form.getByRole("alert").getByRole("button", { name: "Cancel" });
    await check.comes("before it is removed the focus is on what does no harm", () => has(cancel));
    await cancel.click();
    await check.comes("and then where it was", () => has(remove));
    await form.getByRole("button", { name: "Cancel" }).last().click();
    await form.waitFor({ state: "detached" });
    await check.comes("when it is closed, what edits has the focus", () => has(edit));
    check("beside the notice", (await panel.count()) <= 1);
    await close();
  }
  {
    const { page, close } = await open({ path: "/notices/privacy-2025" });
    const edit = page.getByRole("button", { name: "Edit" });
    await edit.click();
    const form = page.getByRole("complementary", { name: "Edit the notice" });
    await check.comes("the form of a notice begins at its title", () =>
      has(form.getByRole("textbox", { name: "Title" })),
    );
    await form.getByRole("button", { name: "Cancel" }).click();
    await check.comes("and gives the focus back", () => has(edit));
    await close();
  }
}

/** Dialogs that decide something. @param {import("./harness.mjs").Harness} harness */
async function decisions({ open, check, ask }) {
  const { report } = await ask(`{ report { findings(first: 1) { nodes { id } } } }`);
  const [finding] = report.findings.nodes;
  {
    const { page, close } = await open({ path: `/findings/${finding.id}` });
    for (const [button, title, field, submit] of /** @type {const} */ ([
      ["Accept the risk", "Accept the risk", "Why is it acceptable?", "Accept the risk"],
      ["Assign", "Who sees to it?", "Who sees to it", "Assign"],
    ])) {
      const opens = page.getByRole("button", { name: button, exact: true });
      await opens.click();
      const dialog = page.getByRole("dialog", { name: title });
      const first = dialog.getByLabel(field);
      await check.comes(`“${title}” begins at its first field`, () => has(first));
      await dialog.getByLabel(/Until and including|By when/).focus();
      await dialog.getByRole("button", { name: submit, exact: true }).click();
      await check.comes(`“${title}”: what is missing has the focus`, () => has(first));
      await page.keyboard.press("Escape");
      if (await dialog.isVisible()) await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await check.comes(`“${title}” gives the focus back`, () => has(opens));
    }
    await close();
  }
  {
    const { page, close } = await open({ path: "/flows/vault-to-fjellsafe" });
    const end = page.getByRole("button", { name: "End", exact: true });
    await end.click();
    const dialog = page.getByRole("dialog", { name: /^End / });
    await check.comes("ending a flow begins at the day", () => has(dialog.getByLabel(/^Last day/)));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await check.comes("and gives the focus back", () => has(end));
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/msa-silverquay" });
    await page.getByRole("button", { name: "Terminate" }).click();
    const dialog = page.getByRole("dialog", { name: /^Terminate/ });
    await check.comes("ending a contract begins at the day", () =>
      has(dialog.getByLabel(/First day no longer in force/)),
    );
    await close();
  }
  {
    const { page, close } = await open({ path: "/what-if" });
    await page.getByRole("button", { name: /^Write or paste a document/ }).click();
    await page
      .getByLabel("Document (JSON)")
      .fill(JSON.stringify({ parties: [{ key: "e2e-focus", name: "Focus Ltd.", kind: "VENDOR" }] }));
    await page.getByRole("button", { name: "Try it" }).click();
    const apply = page.getByRole("button", { name: "Apply 1 change" });
    await apply.click();
    const dialog = page.getByRole("dialog", { name: "Apply these changes?" });
    await check.comes("before changes are applied the focus is on what does no harm", () =>
      has(dialog.getByRole("button", { name: "Cancel" })),
    );
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await check.comes("and what asked has it again", () => has(apply));
    check("nothing was applied", (await ask('{ party(key: "e2e-focus") { key } }')).party === null);
    await close();
  }
}
