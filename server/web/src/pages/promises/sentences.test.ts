import { createInstance, type TFunction } from "i18next";
import { expect, test } from "vitest";
import de from "../../i18n/de";
import en from "../../i18n/en";
import type { Limits } from "./draft";
import {
  limitSentences,
  regionInSentence,
  type Say,
  selectorWords,
  shareSentences,
  withinSentence,
} from "./sentences";

async function say(language: "en" | "de"): Promise<Say> {
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    defaultNS: "promises",
    resources: { en, de },
    interpolation: { escapeValue: false },
  });
  const list = (type: "conjunction" | "disjunction") => (items: readonly string[]) =>
    new Intl.ListFormat(language === "en" ? "en-GB" : "de", { type }).format(items);
  return {
    t: i18n.t as unknown as TFunction<"promises">,
    term: (_, key) => key,
    party: (key) => (key === "nimbus" ? "Nimbus Mail" : key),
    duration: (duration) => (duration === "P1Y" ? "1 year" : duration),
    all: list("conjunction"),
    any: list("disjunction"),
  };
}

const texts = async (limits: Limits, language: "en" | "de" = "en") =>
  limitSentences(limits, await say(language)).map(({ text }) => text);

test("each limit is a sentence", async () => {
  expect(
    await texts({
      onlyPurposes: ["service delivery", "security"],
      neverPurposes: ["advertising", "training"],
      onlyRegions: ["the European Economic Area"],
      neverRegions: ["the United States", "China"],
      maxRetention: "P1Y",
      safeguards: ["encryption at rest"],
      consent: "OPT_IN",
      neverSold: true,
      contractRequired: true,
      onwardSharing: "FORBIDDEN",
    }),
  ).toEqual([
    "Used only for service delivery and security.",
    "Never used for advertising or training.",
    "Only in the European Economic Area.",
    "Never in the United States or China.",
    "Kept at most 1 year.",
    "Always with encryption at rest.",
    "Only if users said yes.",
    "Never sold, nor shared for advertising across other companies’ sites.",
    "Only where a contract covers it.",
    "Whoever receives it must not pass it on.",
  ]);
});

test("recipients are told by kind, name and tag", async () => {
  const selector = { kinds: ["VENDOR" as const], parties: ["nimbus"], tags: ["hosting", "loyalty"] };
  expect(await texts({ onlyRecipients: selector })).toEqual([
    "Goes only to vendors, Nimbus Mail and whoever is tagged “hosting” or “loyalty”.",
  ]);
  expect(selectorWords(selector, await say("de"))).toHaveLength(3);
});

test("a limit that was begun and says nothing is not told", async () => {
  expect(await texts({ onlyRegions: [], onlyRecipients: { kinds: [], parties: [], tags: [] } })).toEqual([]);
  expect(await texts({})).toEqual([]);
});

test("every limit has German words", async () => {
  const said = await texts({ consent: "OPT_OUT", neverSold: true, onwardSharing: "ALLOWED" }, "de");
  expect(said).toHaveLength(3);
  expect(said.join(" ")).not.toMatch(/says\.|users/);
});

test("a disclosure tells what for and who, or that it did not say", async () => {
  const english = await say("en");
  expect(shareSentences({ purposes: ["advertising"], recipients: null }, english)).toEqual([
    "Shared for advertising.",
    "Received by anyone: nobody was named.",
  ]);
});

test("names are bent to stand within a sentence", () => {
  expect(["Email marketing", "SMS marketing", "E-mail"].map(withinSentence)).toEqual([
    "email marketing",
    "SMS marketing",
    "e-mail",
  ]);
  expect(
    ["United States", "European Economic Area", "Germany", "Anywhere", "Cayman Islands"].map(
      regionInSentence,
    ),
  ).toEqual(["the United States", "the European Economic Area", "Germany", "anywhere", "the Cayman Islands"]);
});
