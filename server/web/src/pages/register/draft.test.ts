import { expect, test } from "vitest";
import {
  clobbered,
  type Draft,
  documentOfDraft,
  filledFrom,
  lacks,
  newDraft,
  newFlow,
  placedInDraft,
  settled,
} from "./draft";

const TODAY = "2026-06-01";
const blank = newDraft("us", TODAY);
const named = (name: string, from: Draft = blank) =>
  settled(from, { ...from, party: { ...from.party, name } });
const shared = (source: string, from: Draft) =>
  settled(from, { ...from, flows: from.flows.map((flow) => ({ ...flow, source })) });

test("what is typed first proposes the rest", () => {
  const draft = shared("shop", named("Nimbus Mail Inc."));
  expect(draft.party.key).toBe("nimbus-mail");
  expect(draft.contract.key).toBe("dpa-nimbus-mail");
  expect(draft.contract.parties).toEqual([
    { party: "us", role: "CONTROLLER" },
    { party: "nimbus-mail", role: "PROCESSOR" },
  ]);
  expect(draft.flows[0]).toMatchObject({
    key: "shop-nimbus-mail",
    source: "shop",
    recipient: "nimbus-mail",
    contract: "dpa-nimbus-mail",
    startedOn: TODAY,
  });
});

test("typing on letter by letter, keys follow", () => {
  let draft = blank;
  for (let length = 1; length <= "Nimbus Mail".length; length += 1) {
    draft = shared("shop", named("Nimbus Mail".slice(0, length), draft));
  }
  expect(draft.party.key).toBe("nimbus-mail");
  expect(draft.contract.key).toBe("dpa-nimbus-mail");
  expect(draft.flows[0]?.key).toBe("shop-nimbus-mail");
  const emptied = named("", draft);
  expect(emptied.party.key).toBe("");
  expect(named("Other", emptied).contract.parties[1]?.party).toBe("other");
});

test("a key that was chosen stays", () => {
  const draft = named("Nimbus");
  const chosen = settled(draft, { ...draft, party: { ...draft.party, key: "mailer" } });
  expect(chosen.contract.key).toBe("dpa-mailer");
  expect(named("Nimbus Mail", chosen).party.key).toBe("mailer");
});

test("roles follow the kind until they are chosen", () => {
  const draft = named("Nimbus");
  const sharing = settled(draft, { ...draft, contract: { ...draft.contract, kind: "DATA_SHARING" } });
  expect(sharing.contract.parties.map(({ role }) => role)).toEqual(["CONTROLLER", "CONTROLLER"]);
  expect(sharing.contract.key).toBe("dsa-nimbus");
  const chosen = {
    ...sharing,
    contract: {
      ...sharing.contract,
      parties: sharing.contract.parties.with(0, { party: "us", role: "BUSINESS" }),
    },
  };
  const nda = settled(chosen, { ...chosen, contract: { ...chosen.contract, kind: "NDA" } });
  expect(nda.contract.parties.map(({ role }) => role)).toEqual(["BUSINESS", "CONTROLLER"]);
});

test("taken keys are not proposed", () => {
  const draft = settled(blank, { ...blank, party: { ...blank.party, name: "Nimbus" } }, new Set(["nimbus"]));
  expect(draft.party.key).toBe("nimbus-2");
});

test("two flows from one system have two keys", () => {
  const draft = shared("shop", named("Nimbus"));
  const two = { ...draft, flows: [...draft.flows, { ...newFlow(draft, TODAY), source: "shop" }] };
  expect(settled(draft, two).flows.map(({ key }) => key)).toEqual(["shop-nimbus", "shop-nimbus-2"]);
});

test("what is missing is said at its field", () => {
  expect(lacks(blank).map(({ at }) => at)).toEqual(["party.name", "flows.0.source"]);
  const draft = named("Nimbus");
  const dateless = { ...draft, contract: { ...draft.contract, effectiveOn: "" } };
  expect(lacks(dateless).map(({ at }) => at)).toEqual(["contract.effectiveOn", "flows.0.source"]);
  expect(lacks(shared("shop", draft))).toEqual([]);
});

test("what is complete is tried already", () => {
  expect(documentOfDraft(blank)).toBeUndefined();
  const draft = named("Nimbus");
  expect(documentOfDraft(draft)).toMatchObject({
    document: { kept: 1, parties: [{ key: "nimbus", name: "Nimbus" }], contracts: [{ key: "dpa-nimbus" }] },
    flows: [],
  });
  const shop = shared("shop", draft);
  expect(documentOfDraft({ ...shop, hasContract: false })?.document).toEqual({
    kept: 1,
    parties: [{ key: "nimbus", name: "Nimbus", kind: "VENDOR", status: "ACTIVE" }],
    flows: [
      {
        key: "shop-nimbus",
        source: "shop",
        recipient: "nimbus",
        consideration: "SERVICE",
        startedOn: TODAY,
      },
    ],
  });
});

test("a party of the register is in the document only when it is changed", () => {
  const draft = shared("shop", named("Nimbus"));
  const existing = { key: "nimbus", name: "Nimbus", revision: 3, values: draft.party };
  expect(documentOfDraft({ ...draft, existing })?.document).not.toHaveProperty("parties");
  const owned = { ...draft, existing, party: { ...draft.party, owner: "IT" } };
  expect(documentOfDraft(owned)?.document.parties).toEqual([
    { key: "nimbus", name: "Nimbus", kind: "VENDOR", status: "ACTIVE", owner: "IT" },
  ]);
});

test("complaints find their flow when others are not complete yet", () => {
  const draft = named("Nimbus");
  const flows = [...draft.flows, { ...newFlow(draft, TODAY), source: "shop", key: "f" }];
  const tried = documentOfDraft({ ...draft, flows });
  expect(tried?.flows).toEqual([1]);
  const faults = [{ path: "flows[0].regions[0]", message: "unknown" }];
  expect(placedInDraft(faults, { ...draft, flows }, tried?.flows ?? [])).toEqual([
    { at: "flows.1.regions", message: "Unknown." },
  ]);
});

test("what would be overwritten is told", () => {
  const draft = shared("shop", named("Nimbus"));
  const changes = [
    { id: "party:nimbus", kind: "UPDATE" },
    { id: "contract:dpa-nimbus", kind: "CREATE" },
    { id: "flow:shop-nimbus", kind: "UPDATE" },
  ];
  expect(clobbered(changes, draft, [0])).toEqual([
    { at: "party.key", id: "party:nimbus" },
    { at: "flows.0.key", id: "flow:shop-nimbus" },
  ]);
  const existing = { key: "nimbus", name: "Nimbus", revision: 3, values: draft.party };
  expect(clobbered(changes, { ...draft, existing }, [])).toEqual([]);
});

test("a flow takes from the contract what it does not say itself", () => {
  const draft = shared("shop", named("Nimbus"));
  const terms = {
    ...draft.contract.terms,
    categories: ["user.contact"],
    regions: ["eea"],
    maxRetention: "P2Y",
  };
  const flow = { ...newFlow(draft, TODAY), categories: ["user.contact.email"] };
  expect(filledFrom({ ...draft.contract, terms }, flow)).toMatchObject({
    categories: ["user.contact.email"],
    regions: ["eea"],
    retention: "P2Y",
  });
});
