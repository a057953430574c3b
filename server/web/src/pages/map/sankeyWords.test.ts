import { expect, test } from "vitest";
import type { Knot, Strand } from "./folds";
import type { Band, Bar } from "./sankey";
import { putWords } from "./sankeyWords";
import { widthAbout } from "./sheet";

const bar = (name: string, x: number, y: number, left = false): Bar => ({
  knot: { id: name, kind: "party", key: name, name },
  x,
  y,
  width: 10,
  height: 20,
  left,
});
const band = (id: string, y0: number, y1: number): Band => ({
  strand: { id } as Strand,
  path: "",
  width: 4,
  x0: 10,
  y0,
  x1: 300,
  y1,
});
const say = (knot: Knot) => (knot.kind === "region" ? "" : knot.name);
const put = (bars: Bar[], bands: Band[]) => putWords({ bars, bands }, say, () => true, 12);

test("a sign is in the middle of its band when nothing stands there", () => {
  const { words, signs } = put([bar("Short", 0, 0), bar("There", 300, 80, true)], [band("a", 10, 90)]);
  expect(words).toEqual(["Short", "There"]);
  expect([...signs.values()]).toEqual([{ x: 155, y: 50 }]);
});

test("a sign gives way to a long name, and to another sign", () => {
  const name = "Basaltrack Rechenzentren GmbH";
  const { words, signs } = put([bar(name, 0, 0)], [band("a", 10, 10), band("b", 10, 10)]);
  expect(words).toEqual([name]);
  const [first, second] = [...signs.values()].map(({ x }) => x);
  expect(first).toBeGreaterThan(16 + widthAbout(name, 12) + 7);
  expect(Math.abs(Number(second) - Number(first))).toBeGreaterThan(14);
});

test("a sign is not behind the bar of another column that its band passes", () => {
  const { signs } = put([bar("", 150, 0)], [band("a", 10, 10)]);
  const [{ x } = { x: 155 }] = [...signs.values()];
  expect(x < 150 - 7 || x > 160 + 7).toBe(true);
});

test("a name that leaves no room is cut before the sign, the next bar, and the name that faces it", () => {
  const name = "A name that is longer than all the room there is between two columns";
  const [cut] = put([bar(name, 0, 0), bar("Next", 300, 0)], []).words;
  expect(cut).toMatch(/^A name that is longer.*…$/);
  expect(16 + widthAbout(cut ?? "", 12)).toBeLessThanOrEqual(300);
  const [facing, germany] = put([bar(name, 0, 0), bar("Germany", 300, 0, true)], []).words;
  expect(germany).toBe("Germany");
  expect(16 + widthAbout(facing ?? "", 12)).toBeLessThanOrEqual(294 - widthAbout("Germany", 12));
  const { words, signs } = put([bar(name, 0, 0), bar("Next", 300, 0)], [band("a", 10, 10)]);
  const [sign] = [...signs.values()];
  expect(16 + widthAbout(words[0] ?? "", 12)).toBeLessThanOrEqual((sign?.x ?? 0) - 7);
});
