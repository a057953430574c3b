import { expect, test } from "vitest";
import first from "./de/first";
import rest from "./de/rest";
import terms from "./de/terms";

/** Words that other German words are used for here, or that mean something else in the law. */
const NOT = {
  Datenschutzhinweis: "Datenschutzerklärung",
  Merkmal: "Schlagwort",
  Auskunft: "Angabe: it is a right of Art. 15",
  Datenpanne: "Verletzung",
  abgemeldet: "ausgeschieden",
  unterschrieben: "unterzeichnet",
  gesichert: "gespeichert",
  "Buchst.": "lit.",
};

/** Every message, with where it stands. */
function* messages(of: object, at = ""): Generator<[string, string]> {
  for (const [name, said] of Object.entries(of)) {
    if (typeof said === "string") yield [`${at}${name}`, said];
    else yield* messages(said, `${at}${name}.`);
  }
}

test("German has one word for a thing, that of the law where it has one", () => {
  const all = [...messages({ ...first, ...rest, terms })];
  const wrong = all.flatMap(([at, said]) =>
    Object.entries(NOT)
      .filter(([word]) => said.toLowerCase().includes(word.toLowerCase()))
      .map(([word, instead]) => `${at} says ${word}, not ${instead}`),
  );
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(1000);
});
