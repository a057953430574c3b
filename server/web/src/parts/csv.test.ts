import { expect, test } from "vitest";
import { csv } from "./csv";

test("a field with commas, quotes or line breaks is quoted", () => {
  expect(csv([["a", 'say "hi", twice', "two\nlines", null, 3]])).toBe(
    'a,"say ""hi"", twice","two\nlines",,3\r\n',
  );
});

test("a spreadsheet does not take text for a formula", () => {
  expect(csv([["=1+1", "-5", "@x", "+49 30"]])).toBe("'=1+1,'-5,'@x,'+49 30\r\n");
  expect(csv([[-5]])).toBe("-5\r\n");
});
