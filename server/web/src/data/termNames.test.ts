import { expect, test } from "vitest";
import german from "../i18n/de/terms";
import { isCalled, type TermInfo, type ToldTerm, termsIn } from "./termNames";
import { depths, isFoundBy } from "./termSearch";

const term = (key: string, name: string, more: Partial<ToldTerm> = {}): ToldTerm => ({
  key,
  name,
  description: null,
  parent: key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : null,
  builtIn: true,
  ...more,
});

const TOLD = {
  CATEGORY: [
    term("system", "System data"),
    term("user", "User data"),
    term("user.behavior", "Observed behavior"),
    term("user.contact", "Contact data", { description: "Ways of reaching someone." }),
    term("user.contact.email", "Email"),
    term("user.contact.url", "Website"),
    term("user.biometric", "Biometric data"),
    term("user.contact.pager", "Pager", { builtIn: false, description: "Its number." }),
    term("user.zodiac", "Ähnliches", { builtIn: false }),
  ],
  PURPOSE: [],
  SUBJECT: [],
  REGION: [
    term("AT", "Austria"),
    term("DE", "Germany"),
    term("EG", "Egypt"),
    term("GB", "United Kingdom"),
    term("uk", "United Kingdom"),
    term("DE-BE", "Berlin", { builtIn: false }),
    term("FR", "Our French plants", { builtIn: false }),
  ],
  SAFEGUARD: [],
};

const names = (terms: readonly TermInfo[]) => terms.map(({ name }) => name);

test("terms that come with Kept have German names, others keep theirs, and all are in German order", () => {
  const { CATEGORY, REGION } = termsIn("de", german, TOLD);
  expect(names(CATEGORY)).toEqual([
    "Personenbezogene Daten",
    "Ähnliches",
    "Biometrische Daten",
    "Kontaktdaten",
    "E-Mail-Adresse",
    "Pager",
    "Website",
    "Nutzungsverhalten",
    "Systemdaten",
  ]);
  expect(names(REGION)).toEqual([
    "Berlin",
    "Großbritannien und Nordirland",
    "Ägypten",
    "Deutschland",
    "Österreich",
    "Our French plants",
    "UK",
  ]);
});

test("a description is German where the name is, and else as people wrote it", () => {
  const by = new Map(termsIn("de", german, TOLD).CATEGORY.map((term) => [term.key, term.description]));
  expect(by.get("user.contact")).toBe(german.CATEGORY["user.contact"]?.[1]);
  expect(by.get("user.contact.pager")).toBe("Its number.");
});

test("without a catalogue terms have the names that the server tells, those people added among the others", () => {
  const { CATEGORY, REGION } = termsIn("en", undefined, TOLD);
  expect(names(CATEGORY)).toEqual([
    "System data",
    "User data",
    "Ähnliches",
    "Biometric data",
    "Contact data",
    "Email",
    "Pager",
    "Website",
    "Observed behavior",
  ]);
  expect(names(REGION)).toEqual([
    "Berlin",
    "United Kingdom",
    "Austria",
    "Egypt",
    "Germany",
    "Our French plants",
    "United Kingdom",
  ]);
});

test("a term is found by its German and its English name, its key and what it means", () => {
  const inGerman = termsIn("de", german, TOLD);
  const email = inGerman.CATEGORY.find(({ key }) => key === "user.contact.email");
  for (const typed of ["e-mail-adr", "Email", "contact.em", "", "mail adresse"])
    expect([typed, isFoundBy(email, typed)]).toEqual([typed, true]);
  expect(isFoundBy(email, "beruflich")).toBe(true);
  expect(isFoundBy(email, "mail telefon")).toBe(false);
  expect(isFoundBy(undefined, "mail")).toBe(false);
  const germany = inGerman.REGION.find(({ key }) => key === "DE");
  for (const typed of ["deutschl", "germ", "DE"]) expect(isFoundBy(germany, typed)).toBe(true);
  const kingdom = inGerman.REGION.find(({ key }) => key === "GB");
  for (const typed of ["UK", "Vereinigtes Kön", "united k"]) expect(isFoundBy(kingdom, typed)).toBe(true);
  // Asked for by name, what a description says does not count.
  expect(["EMAIL", "e-mail-adresse", "user.contact.email"].map((typed) => isCalled(email, typed))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isCalled(email, "beruflich")).toBe(false);
});

test("a term is as deep as there are terms above it", () => {
  const deep = depths(termsIn("de", german, TOLD).CATEGORY);
  expect(["user", "user.contact", "user.contact.pager", "system"].map((key) => deep.get(key))).toEqual([
    0, 1, 2, 0,
  ]);
});
