/** The contracts, one contract with what can be done to it, and the chain of changes. */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** How many contracts are tried at a time: what all of them lack is told in one answer. */
const AT_ONCE = 20;

const PAGES = {
  contracts: "/contracts",
  "contracts-open": "/contracts?notice=365&sort=NOTICE_DEADLINE&open=msa-nimbus",
  "contract-renewing": "/contracts/msa-nimbus",
  "contract-processor": "/contracts/dpa-nimbus",
  "contract-ended": "/contracts/dpa-textheron",
  "contract-history": "/contracts/dpa-nimbus?tab=history",
  changes: "/changes",
  "changes-of": "/changes?of=contract:dpa-nimbus",
  change: "/changes/1",
};

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  await harness.everywhere(PAGES);
  await list(harness);
  await contract(harness);
  await asked(harness);
  await acting(harness);
  await changes(harness);
}

/** @param {import("./harness.mjs").Harness} harness */
async function list({ open, check }) {
  const { page, close } = await open({ path: "/contracts" });
  const rows = page.getByRole("row");
  await rows.nth(1).waitFor();
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("nimbus");
  await page.waitForURL(/text=nimbus/);
  await page.getByRole("link", { name: "scc-nimbus" }).waitFor();
  await page.getByRole("link", { name: "Advertiser terms" }).waitFor({ state: "detached" });
  check("a text filters contracts, and stands in the address", true);

  await page.getByRole("button", { name: "Sort by Last day for notice" }).click();
  await page.waitForURL(/sort=NOTICE_DEADLINE/);
  const sorted = page.getByRole("columnheader", { name: "Last day for notice" });
  await sorted.and(page.locator("[aria-sort=ascending]")).waitFor();
  check("a column sorts, and says so", true);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.waitForURL((url) => !url.searchParams.has("text"));
  await page.getByRole("button", { name: "Kind", exact: true }).click();
  await page.getByRole("checkbox", { name: "standard contractual clauses" }).click();
  await page.keyboard.press("Escape");
  await page.waitForURL(/kind=SCC/);
  check("a kind filters contracts", true);
  await page.getByRole("button", { name: "Notice", exact: true }).click();
  await page.getByRole("radio", { name: "within 30 days" }).click();
  await page.waitForURL(/notice=30/);
  await page.getByRole("button", { name: "Notice within 30 days" }).waitFor();
  check("and so does a day that comes near, in words", true);
  await page.getByRole("link", { name: "Notice soon" }).click();
  await page.waitForURL(/notice=90/);
  await check.comes(
    "a view is an address",
    () => new URL(page.url()).searchParams.get("sort") === "NOTICE_DEADLINE",
  );

  await page.getByRole("link", { name: "All contracts" }).click();
  const other = page.getByRole("link", { name: "Advertiser terms" });
  await other.waitFor();
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("dpa-nimbus");
  await other.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "dpa-nimbus", exact: true }).waitFor();
  await page.getByRole("heading", { level: 1 }).click();
  await page.locator("body").press("j");
  await page.locator("body").press("o");
  const panel = page.getByRole("complementary", { name: /^Contract/ });
  await panel.getByRole("heading", { level: 2 }).waitFor();
  await check.comes("o opens a contract beside the list", () => page.url().includes("open="));
  await page.locator("body").press("Escape");
  await panel.waitFor({ state: "detached" });
  await page.locator("body").press("Enter");
  await page.waitForURL(/\/contracts\/[a-z]/);
  check("Escape closes it, Enter opens its page", true);
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function contract({ open, check }) {
  {
    const { page, close } = await open({ path: "/contracts/msa-nimbus" });
    await page
      .getByText(/^Renews itself on .* unless notice is given by|the last day for notice was/)
      .waitFor();
    check("a contract says when it renews itself and until when one can say no", true);
    const bar = page.getByRole("img", { name: /^Time axis of the contract/ });
    await check.comes("its time axis says the same", () => bar.isVisible());
    const summary = page.getByText("Terms as a table");
    await summary.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("rowheader", { name: /if nobody gives notice/ }).waitFor();
    check("its terms are a table too", true);
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/ccpa-nimbus" });
    const clauses = page.getByRole("region", { name: "Clauses" });
    const line = clauses.getByRole("listitem").filter({ hasText: "No combining with other data" });
    await line.getByText("absent").waitFor();
    await check.comes("a clause that is absent is said to be, with its finding", () =>
      line.getByRole("link").isVisible(),
    );
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/scc-nimbus" });
    const line = page.getByRole("listitem").filter({ hasText: "What allows the transfer" });
    await line.getByText("standard contractual clauses, module 2").waitFor();
    await check.comes("a clause says what it says and where", () => line.getByText("Annex C").isVisible());
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/iga-nordic" });
    const use = page.getByRole("region", { name: "What it admits, beside what happens under it" });
    await use.getByText(/done that it does not admit/).waitFor();
    const subjects = use.getByRole("row", { name: /^Of whom/ });
    await check.comes("over-use stands beside what is admitted", () =>
      subjects.getByText("outside").isVisible(),
    );
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/dpa-nimbus" });
    const ends = page.getByRole("region", { name: "If it ended today" });
    await ends.getByText(/findings? appears?/).waitFor();
    check("what would break if it ended is shown", true);
    await page.getByRole("link", { name: "Amendment: order messages and the Fern Club" }).first().click();
    await page.getByText("Counts as one with the contract it amends", { exact: false }).waitFor();
    await check.comes("its amendment is one click away", () => page.url().includes("dpa-nimbus-club"));
    await close();
  }
  {
    const { page, close } = await open({ path: "/contracts/nobody-signed-this" });
    await page.getByRole("heading", { name: "nobody-signed-this is not in the register" }).waitFor();
    check("a contract that is not there is said not to be", true);
    await close();
  }
}

/** Of contracts of all kinds, with all roles, the pages ask for the clauses that the program finds missing.
 * @param {import("./harness.mjs").Harness} harness */
async function asked({ check, ask }) {
  const { module } = await runnerImport(fileURLToPath(new URL("../src/edit/clauses.ts", import.meta.url)));
  const { askedFor } = /** @type {typeof import("../src/edit/clauses.ts")} */ (module);
  const words = async (/** @type {string} */ name) => {
    const { __type } = await ask("query ($name: String!) { __type(name: $name) { enumValues { name } } }", {
      name,
    });
    return /** @type {string[]} */ (
      __type.enumValues.map((/** @type {{ name: string }} */ value) => value.name)
    );
  };
  const kinds = await words("ContractKind");
  const roles = await words("ContractRole");
  const clauses = await words("ClauseKind");
  const ours = [
    ...kinds.flatMap((kind) => roles.map((role) => ({ kind, roles: [role, role] }))),
    // What roles ask for together does not depend on the kind.
    ...roles.flatMap((one, at) => roles.slice(at + 1).map((other) => ({ kind: "NDA", roles: [one, other] }))),
  ].map(({ kind, roles: [one, other] }, number) => ({
    key: `e2e-asked-${number}`,
    kind,
    effectiveOn: "2020-01-01",
    parties: [
      { party: "textheron", role: one },
      { party: "nimbus-mail", role: other },
    ],
    clauses: clauses.map((kind) => ({ kind, presence: "ABSENT" })),
  }));
  const otherwise = [];
  for (let at = 0; at < ours.length; at += AT_ONCE) {
    const contracts = ours.slice(at, at + AT_ONCE);
    const { apply } = await ask(
      `mutation ($document: JSON!) {
        apply(document: $document, dryRun: true) { findingsAppeared(first: 500) { rule subjectId clause } }
      }`,
      { document: { kept: 1, contracts } },
    );
    for (const { key, kind, parties } of contracts) {
      const found = apply.findingsAppeared
        .filter((/** @type {{ rule: string, subjectId: string }} */ { rule, subjectId }) => {
          return rule === "contract-clause-missing" && subjectId === `contract:${key}`;
        })
        .map((/** @type {{ clause: string }} */ { clause }) => clause);
      const expected = askedFor([/** @type {import("../src/edit/clauses.ts").Asking} */ ({ kind, parties })]);
      const listed = expected.flatMap(({ kinds }) => kinds);
      if (found.toSorted().join() !== listed.toSorted().join())
        otherwise.push(`${kind} of ${parties.map(({ role }) => role).join(" and ")}`);
    }
  }
  check(
    `what the pages ask of ${ours.length} kinds of contracts is what the program finds missing`,
    otherwise.length === 0,
    otherwise.join("; "),
  );
}

/** @param {import("./harness.mjs").Harness} harness */
async function acting({ open, check, axe, shoot, ask }) {
  const { page, close } = await open({ path: "/contracts/msa-silverquay" });
  await page.getByRole("button", { name: "Give notice" }).click();
  const dialog = page.getByRole("dialog", { name: /^Give notice on/ });
  await dialog.getByText(/notice was given on|Notice was given on/).waitFor();
  await dialog.getByText("What would change today").waitFor();
  await page.waitForFunction(
    () => !document.querySelector("[role=dialog] [role=status][aria-label=Loading]"),
  );
  check("what notice would change is shown before it is given", true);
  await axe(page, "the dialog of giving notice");
  await shoot(page, "contract-notice");
  await dialog.getByRole("button", { name: "Record that notice was given" }).click();
  await dialog.waitFor({ state: "detached" });
  await page
    .getByText(/notice was given on|Notice was given on/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Give notice" }).waitFor();
  check("notice is given, and taken back", true);

  await page.getByRole("button", { name: "Terminate" }).click();
  const end = page.getByRole("dialog", { name: /^Terminate/ });
  await end.getByLabel(/First day no longer in force/).fill("");
  await check.comes("without a day nothing can be terminated", () =>
    end.getByRole("button", { name: "Terminate the contract" }).isDisabled(),
  );
  await page.keyboard.press("Escape");
  await end.waitFor({ state: "detached" });
  await check.comes("what opened a dialog has the focus once it is closed", () =>
    page.getByRole("button", { name: "Terminate" }).evaluate((button) => button === document.activeElement),
  );

  await page.getByRole("button", { name: "Give notice" }).click();
  await dialog.getByText("What would change today").waitFor();
  const { contract } = await ask(`{ contract(key: "msa-silverquay") { revision owner } }`);
  await ask(`mutation Owner($input: UpdateContractInput!) { updateContract(input: $input) { revision } }`, {
    input: { key: "msa-silverquay", expectedRevision: contract.revision, owner: "Finance and tax" },
  });
  await page.getByText("Finance and tax").first().waitFor();
  await check.comes("what someone else changed is seen while a dialog is open", () => dialog.isVisible());
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("tab", { name: "History" }).click();
  await page.waitForURL(/tab=history/);
  await page.getByText("Finance and tax").waitFor();
  check("its history says what was changed", true);
  const now = (await ask(`{ contract(key: "msa-silverquay") { revision } }`)).contract.revision;
  await ask(`mutation Owner($input: UpdateContractInput!) { updateContract(input: $input) { revision } }`, {
    input: { key: "msa-silverquay", expectedRevision: now, owner: contract.owner },
  });
  await close();
}

/** @param {import("./harness.mjs").Harness} harness */
async function changes({ open, check, ask }) {
  const { page, close } = await open({ path: "/changes" });
  const first = page.getByRole("row").nth(1);
  await first.waitFor();
  await page.getByText(/^The chain holds/).waitFor();
  check("the chain is followed and said to hold", true);
  const before = Number(await first.getByRole("cell").first().innerText());

  const { contract } = await ask(`{ contract(key: "msa-brookmeter") { revision } }`);
  await ask(`mutation Owner($input: UpdateContractInput!) { updateContract(input: $input) { revision } }`, {
    input: { key: "msa-brookmeter", expectedRevision: contract.revision, owner: "Data office" },
  });
  await page
    .getByRole("row")
    .nth(1)
    .getByRole("cell", { name: String(before + 1), exact: true })
    .waitFor();
  check("a change appears on top as it is made", true);

  await page.getByRole("row").nth(1).getByRole("cell").nth(3).click();
  const panel = page.getByRole("complementary", { name: `Change ${before + 1}` });
  await panel.getByText("Data office").waitFor();
  await check.comes("a change opens beside the list, with what it did", () =>
    page.url().includes(`open=${before + 1}`),
  );
  await panel.getByRole("link", { name: "Open the full page" }).click();
  await page.waitForURL(new RegExp(`/changes/${before + 1}$`));
  await page
    .getByText("It names the hash of the change before it. It is the newest.", { exact: false })
    .waitFor();
  check("its page says how it is sealed", true);
  await page.getByRole("link", { name: "All changes of it" }).click();
  await page.waitForURL(/of=contract/);
  await page.getByText("Only some changes are shown", { exact: false }).waitFor();
  await page.getByRole("row").nth(2).waitFor();
  check("the changes of one record are one click away", true);
  await page.goBack();
  await page.getByRole("link", { name: "Older" }).click();
  await page.waitForURL(new RegExp(`/changes/${before}$`));
  check("one goes from change to change", true);
  const now = (await ask(`{ contract(key: "msa-brookmeter") { revision } }`)).contract.revision;
  await ask(`mutation Owner($input: UpdateContractInput!) { updateContract(input: $input) { revision } }`, {
    input: { key: "msa-brookmeter", expectedRevision: now, owner: null },
  });
  await close();
  {
    const { page, close } = await open({ path: "/changes/999999" });
    await page.getByRole("heading", { name: "There is no change 999999" }).waitFor();
    check("a change that is not there is said not to be", true);
    await close();
  }
}
