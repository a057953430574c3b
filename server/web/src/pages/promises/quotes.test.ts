import { expect, test } from "vitest";
import { placesOf, stretches } from "./quotes";

const found = (text: string, quote: string) => {
  const place = placesOf(text, [{ key: "p", quote }]).places[0];
  return place && text.slice(place.start, place.end);
};

test("a quote is found over line breaks, spaces and other marks", () => {
  const text =
    "9.3\u00a0Payment data\n   never leaves the \u201cEuropean Economic\u00a0Area\u201d \u2013 promised.";
  expect(found(text, 'payment data never leaves the "European Economic Area" - promised.')).toBe(
    "Payment data\n   never leaves the \u201cEuropean Economic\u00a0Area\u201d \u2013 promised.",
  );
});

test("marks around a quote, soft hyphens and ways to write an accent do not matter", () => {
  expect(
    found("Wir geben nichts an Werbe\u00adtreibende.", "\u201eWir geben nichts an Werbetreibende.\u201c"),
  ).toBe("Wir geben nichts an Werbe\u00adtreibende.");
  expect(found("so u\u0308ben wir", "\u00fcben")).toBe("u\u0308ben");
  expect(found("so \u00fcben wir", "u\u0308ben")).toBe("\u00fcben");
});

test("a quote that leaves something out spans what it leaves out", () => {
  const text = "We share it. We keep it safe, as the law says, for two years.";
  expect(found(text, "We keep it safe, \u2026 for two years.")).toBe(
    "We keep it safe, as the law says, for two years.",
  );
  expect(found(text, "We keep it safe [...] forever.")).toBeUndefined();
});

test("a quote that begins again is found where all of it stands", () => {
  expect(found("We never. We never sell.", "We never sell")).toBe("We never sell");
});

test("what has no words or is not there is missing", () => {
  const { places, missing } = placesOf("Nothing of the sort.", [
    { key: "a", quote: null },
    { key: "b", quote: "We sell." },
    { key: "c", quote: " \u2026 " },
  ]);
  expect(places).toEqual([]);
  expect(missing).toEqual(["a", "b", "c"]);
});

test("characters of two units keep the places right", () => {
  expect(found("\u{1F512} Locked \u{1F512} away", "locked \u{1F512}")).toBe("Locked \u{1F512}");
});

test("the text is cut where promises begin and end, also within each other", () => {
  const text = "abcdef";
  const cut = stretches(text, [
    { key: "long", start: 1, end: 5 },
    { key: "short", start: 2, end: 3 },
  ]);
  expect(cut.map(({ text, keys }) => [text, keys])).toEqual([
    ["a", []],
    ["b", ["long"]],
    ["c", ["long", "short"]],
    ["de", ["long"]],
    ["f", []],
  ]);
  expect(cut.map(({ text }) => text).join("")).toBe(text);
});
