/**
 * Each page on a register that holds nothing, and on one with a single thing of each kind. It needs a service of its own without
 * documents, and is run when it is named.
 */
import { settled } from "./harness.mjs";

/** The pages, what each says while there is nothing to show, and what it shows with one thing of each kind. */
const PAGES = {
  overview: ["/", "The register is empty", "Is every promise kept?"],
  map: ["/map", "Nothing is shared yet", "Shared with most"],
  "map-of": ["/map?category=user.contact.email&view=table", "Nobody gets this on that day", "Letterbird"],
  who: ["/who", "Choose a data category", "Choose a data category"],
  "who-of": ["/who?category=user.contact.email", "Nobody receives Email on this day", "Letterbird"],
  "who-by": ["/who?by=party", "Choose a party", "Choose a party"],
  promises: ["/promises", "No notice is in force on this day", "We never sell your data."],
  "promises-list": ["/promises?view=list", "No notice is in force on this day", "We never sell your data."],
  notices: ["/notices", "No notices yet", "What we do with your data"],
  findings: ["/findings", "Nothing is wrong on this day", "Letterbird receives"],
  alerts: ["/alerts", "Nothing to tell", "Letterbird receives"],
  channels: ["/channels", "No channel yet", "Tickets"],
  parties: ["/parties", "Here will be everyone who can hold data", "Letterbird"],
  contracts: ["/contracts", "No contract is recorded yet", "Letters and data"],
  flows: ["/flows", "Here will be every sharing of data", "Letterbird"],
  register: ["/register", "Who it is", "Who it is"],
  "what-if": ["/what-if", "Nothing to try yet", "Nothing to try yet"],
  changes: ["/changes", "Nothing was changed yet", "The chain holds"],
};

const ONE = {
  kept: 1,
  parties: [
    { key: "acme", name: "Acme", kind: "SELF", country: "DE" },
    { key: "letterbird", name: "Letterbird", kind: "VENDOR", country: "FR" },
  ],
  contracts: [
    {
      key: "letters",
      name: "Letters and data",
      kind: "DATA_PROCESSING_AGREEMENT",
      parties: [
        { party: "acme", role: "CONTROLLER" },
        { party: "letterbird", role: "PROCESSOR" },
      ],
      effectiveOn: "2020-01-01",
    },
  ],
  flows: [
    {
      key: "letters-go-out",
      source: "acme",
      recipient: "letterbird",
      categories: ["user.contact.email"],
      purposes: ["marketing.communications.email"],
      startedOn: "2020-01-01",
    },
  ],
  notices: [
    {
      key: "notice",
      by: "acme",
      title: "What we do with your data",
      effectiveOn: "2020-01-01",
      promises: [
        {
          key: "never-sold",
          kind: "COMMITMENT",
          quote: "We never sell your data.",
          limits: { neverSold: true },
        },
      ],
    },
  ],
};

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  const { everywhere, ask } = harness;
  const { parties } = await ask("{ parties(first: 1) { totalCount } }");
  if (parties.totalCount > 0) throw new Error("this journey needs a register that holds nothing");
  await everywhere(
    Object.fromEntries(Object.entries(PAGES).map(([name, [path = ""]]) => [`empty-${name}`, path])),
  );
  await says(harness, 1);
  await ask("mutation ($document: JSON!) { apply(document: $document) { revision } }", { document: ONE });
  await ask(
    `mutation { createChannel(input: { key: "tickets", name: "Tickets", kind: SLACK, url: "https://alerts.acme.example/" }) { channel { key } } }`,
  );
  await says(harness, 2);
}

/** @param {import("./harness.mjs").Harness} harness @param {1 | 2} which */
async function says({ open, check, shoot }, which) {
  for (const [name, page] of Object.entries(PAGES)) {
    const [path = ""] = page;
    const words = page[which] ?? "";
    const { page: shown, close } = await open({ path });
    await settled(shown);
    const main = shown.getByRole("main");
    const there = await main
      .getByText(words)
      .first()
      .waitFor()
      .then(() => true);
    await check.comes(
      `${path} says “${words}”`,
      async () => there && (await main.getByRole("alert").count()) === 0,
    );
    await shoot(shown, `${which === 1 ? "empty" : "one"}-${name}`);
    await close();
  }
}
