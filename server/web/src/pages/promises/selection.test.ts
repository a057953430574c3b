import { expect, test } from "vitest";
import { quoteOf, sectionAt, wholeWords } from "./selection";

const text = "4. What we share\n\n4.2 We never sell\n   your data, ever.\n2025 was a good year.";

test("a selection grows to whole words and loses the spaces around it", () => {
  const start = text.indexOf("ever sell");
  const span = wholeWords(text, { start, end: text.indexOf("ta, ever") });
  expect(span && quoteOf(text, span)).toBe("never sell your data");
});

test("the stop at the end of a selected sentence stays", () => {
  const span = wholeWords(text, { start: text.indexOf("We"), end: text.indexOf("ever.\n") + 6 });
  expect(span && quoteOf(text, span)).toBe("We never sell your data, ever.");
});

test("a selection made backwards is the same, and one without words is none", () => {
  expect(wholeWords("one two", { start: 7, end: 4 })).toEqual({ start: 4, end: 7 });
  expect(wholeWords("one . two", { start: 3, end: 6 })).toBeUndefined();
  expect(wholeWords("one", { start: 1, end: 1 })).toBeUndefined();
});

test("the section is that of the last line that begins with a number", () => {
  expect(sectionAt(text, text.indexOf("your"))).toBe("4.2");
  expect(sectionAt(text, 3)).toBe("4");
  expect(sectionAt(text, text.length)).toBe("4.2");
  expect(sectionAt("No number", 4)).toBeUndefined();
  expect(sectionAt("§ 7 Cookies\ntext", 13)).toBe("7");
  expect(sectionAt("Abschnitt 3.1: Daten", 19)).toBe("3.1");
});
