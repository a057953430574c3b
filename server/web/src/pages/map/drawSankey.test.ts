import { expect, test } from "vitest";
import { drawSankey, type SankeyCaptions } from "./drawSankey";
import { EXAMPLE, PALETTE } from "./example";
import { fold } from "./folds";
import { wrapped } from "./sheet";

const CAPTIONS: SankeyCaptions = {
  title: "Who gets: <all>, 1 Dec 2026",
  legend: ["Filled cross: broken."],
  heads: ["What", "Who", "Where"],
  knot: (knot) => (knot.kind === "region" ? `in ${knot.region}` : knot.name),
  strand: ({ source, target, verdict }) => `${source} → ${target}: ${verdict}`,
};

test("a file of the Sankey names all that it shows, on white, with its day and what its signs mean", () => {
  const folded = fold(EXAMPLE);
  const { svg, width, height } = drawSankey(folded, PALETTE, CAPTIONS);
  const said = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  expect(said).toEqual(
    expect.arrayContaining([
      "Who gets: &#60;all&#62;, 1 Dec 2026",
      "What",
      "Who",
      "Where",
      "Filled cross: broken.",
    ]),
  );
  expect(said).toEqual(
    expect.arrayContaining(folded.knots.map((knot) => CAPTIONS.knot(knot).replace("&", "&#38;"))),
  );
  expect(svg).toContain(`<rect width="${width}" height="${height}" fill="#fff"/>`);
  expect(svg.match(/stroke-opacity/g)).toHaveLength(folded.strands.length);
  const broken = folded.strands.filter(({ verdict }) => verdict === "BROKEN");
  expect(broken.length).toBeGreaterThan(0);
  expect(svg.match(/<circle r="7" fill="#a00"/g)).toHaveLength(broken.length);
});

test("a legend goes on in the next line where there is no more room", () => {
  expect(wrapped("one two three four", 80, 12)).toEqual(["one two", "three four"]);
  expect(wrapped("a-word-that-is-longer-than-its-line and more", 80, 12)).toEqual([
    "a-word-that-is-longer-than-its-line",
    "and more",
  ]);
});
