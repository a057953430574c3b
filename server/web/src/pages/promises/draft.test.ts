import { expect, test } from "vitest";
import { documentOf, draftOf, inputOf, keyFrom, missingOf, newDraft, type Recorded } from "./draft";
import { durationOf, partsOf } from "./duration";
import { faultsOf } from "./fields";

const recorded: Recorded = {
  key: "stays",
  kind: "COMMITMENT",
  quote: "It stays.",
  section: null,
  notice: { key: "privacy" },
  scope: { categories: ["user.contact"], subjects: [], regions: [] },
  limits: {
    onlyPurposes: [],
    neverPurposes: [],
    onlyRecipients: { kinds: ["VENDOR"], parties: [], tags: [] },
    neverRecipients: null,
    onlyRegions: ["eea"],
    neverRegions: [],
    maxRetention: null,
    safeguards: [],
    consent: null,
    neverSold: false,
    contractRequired: true,
    onwardSharing: null,
  },
  shares: null,
};

test("a recorded promise becomes a draft with the limits it sets", () => {
  expect(draftOf(recorded).limits).toEqual({
    onlyRecipients: { kinds: ["VENDOR"], parties: [], tags: [] },
    onlyRegions: ["eea"],
    contractRequired: true,
  });
});

test("what is sent says every field, so that what was taken away is gone", () => {
  const draft = { ...draftOf(recorded), quote: "  ", limits: { onlyRegions: ["eea"], neverRegions: [] } };
  const input = inputOf(draft);
  expect(input.quote).toBeNull();
  expect(input.shares).toBeNull();
  expect(input.limits).toEqual({
    onlyPurposes: [],
    neverPurposes: [],
    onlyRegions: ["eea"],
    neverRegions: [],
    safeguards: [],
    neverSold: false,
    contractRequired: false,
  });
});

test("a document says only what there is to say", () => {
  expect(documentOf(draftOf(recorded))).toEqual({
    key: "stays",
    kind: "COMMITMENT",
    quote: "It stays.",
    scope: { categories: ["user.contact"], subjects: [], regions: [] },
    limits: {
      onlyRecipients: { kinds: ["VENDOR"], parties: [], tags: [] },
      onlyRegions: ["eea"],
      contractRequired: true,
    },
  });
  const told = newDraft({ key: "told", notice: "privacy", kind: "DISCLOSURE", limits: { neverSold: true } });
  expect(documentOf(told)).toMatchObject({ shares: { purposes: [], recipients: null } });
  expect(documentOf(told)).not.toHaveProperty("limits");
});

test("what is missing is said before the server has to", () => {
  expect(missingOf(newDraft({}))).toEqual(["notice", "key", "limits"]);
  const rows = { onlyRegions: [], onlyRecipients: { kinds: [], parties: [], tags: [] } };
  expect(missingOf(newDraft({ key: "k", notice: "n", limits: rows }))).toEqual(["limits"]);
  expect(missingOf(newDraft({ key: "k", notice: "n", kind: "DISCLOSURE" }))).toEqual(["categories"]);
});

test("a key is made of the words that say something", () => {
  expect(keyFrom("Your e-mail address stays in Europe.")).toBe("e-mail-address-stays-europe");
  expect(keyFrom("Größe und Maß")).toBe("groesse-mass");
  expect(keyFrom("We do.")).toBe("we-do");
  expect(keyFrom("—")).toBe("");
});

test("a duration is a number and a unit, when one is enough", () => {
  expect(partsOf("P18M")).toEqual({ count: 18, unit: "M" });
  expect(partsOf("P1Y6M")).toBeUndefined();
  expect(durationOf(2, "Y")).toBe("P2Y");
});

test("what the server says is said at its field, and the rest at the end", () => {
  const faults = faultsOf([
    { path: "input.scope.categories[1]", message: "no such term" },
    { path: "document.notices[0].promises[0].limits", message: "at least one" },
    { path: "document.notices[0].by", message: "nobody" },
  ]);
  expect(faults.at("scope.categories")).toBe("no such term");
  expect(faults.at("limits.onlyRegions")).toBeUndefined();
  expect(faults.at("limits")).toBe("at least one");
  expect(faults.others()).toEqual([{ field: "by", message: "nobody" }]);
});
