import { describe, expect, test } from "vitest";
import { plain } from "./plain";

const names = new Map([
  ["in US", "Vereinigte Staaten"],
  ["in DE", "Deutschland"],
  ["in AG", "Antigua und Barbuda"],
  ["in US-CA", "Kalifornien"],
  ["in eea", "Europäischer Wirtschaftsraum"],
  ["user.contact.email", "E-Mail-Adresse"],
  ["user.name", "Name"],
  ["marketing", "Marketing"],
  ["system", "Systemdaten"],
  ["RETURN_OR_DELETE", "„Rückgabe oder Löschung“"],
  ["Gegenleistung SALE", "verkauft"],
  ["Einwilligung OPT_IN", "hat eingewilligt"],
  ["Art VENDOR", "Anbieter"],
]);
const german = (sentence: string) => plain(sentence, names, (day) => day.split("-").reverse().join("."));

describe("a German sentence", () => {
  test("names data and places", () => {
    expect(
      german("Nimbus Mail Inc. erhält user.contact.email (Ort: US und DE); versprochen ist: nur eea"),
    ).toBe(
      "Nimbus Mail Inc. erhält E-Mail-Adresse (Ort: Vereinigte Staaten und Deutschland); versprochen ist: nur Europäischer Wirtschaftsraum",
    );
    expect(german("der Vertrag „A“ lässt nur dies zu: eea, US-CA und DE")).toBe(
      "der Vertrag „A“ lässt nur dies zu: Europäischer Wirtschaftsraum, Kalifornien und Deutschland",
    );
    expect(german("… versprochen ist: nur eea und nie US")).toContain(
      "nur Europäischer Wirtschaftsraum und nie Ver",
    );
    expect(german("dass Nimbus es nur hier aufbewahrt: eea")).toContain("aufbewahrt: Europäischer");
  });

  test("names terms that stand where places may", () => {
    expect(german("der Vertrag „A“ lässt nur dies zu: user.contact.email und user.name")).toBe(
      "der Vertrag „A“ lässt nur dies zu: E-Mail-Adresse und Name",
    );
    expect(german("versprochen ist: nie marketing")).toBe("versprochen ist: nie Marketing");
  });

  test("names terms of one word, and leaves what only looks like one", () => {
    expect(german("Web shop gibt system an Nimbus für marketing, ohne Vertrag.")).toBe(
      "Web shop gibt Systemdaten an Nimbus für Marketing, ohne Vertrag.",
    );
    for (const same of [
      "Der Datenfluss shop-marketing und das Müllsystem",
      "Den Datenfluss marketing beenden",
      "Basalt Hosting AG erhält Daten",
      "Am „system of marketing, 2025-01-01“ ändert niemand etwas",
      "px.tally.example (Tally Counter Ltd)",
    ])
      expect(german(same)).toBe(same);
  });

  test("says days and durations as people do", () => {
    expect(german("endete am 2026-01-31; Ort: DE; Aufbewahrung: 1 Jahr.")).toBe(
      "endete am 31.01.2026; Ort: Deutschland; Aufbewahrung: 1 Jahr.",
    );
  });

  test("says codes in words, by what they are codes of", () => {
    expect(
      german("Nimbus erhält user.name (Gegenleistung: SALE); versprochen ist als Einwilligung: OPT_IN"),
    ).toBe(
      "Nimbus erhält Name (Gegenleistung: verkauft); versprochen ist als Einwilligung: hat eingewilligt",
    );
    expect(german("nur an Beteiligte der Art VENDOR")).toBe("nur an Beteiligte der Art Anbieter");
    expect(german("Der Vertrag „A“ hat keine Klausel RETURN_OR_DELETE")).toContain(
      "„Rückgabe oder Löschung“",
    );
    expect(german("SALE GmbH")).toBe("SALE GmbH");
  });
});

test("an English sentence names data, each place of a list and days", () => {
  const english = new Map([
    ["in US", "United States"],
    ["in DE", "Germany"],
    ["in FR", "France"],
    ["in AG", "Antigua and Barbuda"],
    ["user.contact.email", "email"],
  ]);
  const said = (sentence: string) => plain(sentence, english, (day) => `the day ${day.slice(-2)}`);
  expect(said("Nimbus AG receives user.contact.email in US, DE and FR; the promise keeps it in DE")).toBe(
    "Nimbus AG receives email in United States, Germany and France; the promise keeps it in Germany",
  );
  expect(said("Web shop (US) gives in return what ended on 2026-01-31")).toBe(
    "Web shop (United States) gives in return what ended on the day 31",
  );
});
