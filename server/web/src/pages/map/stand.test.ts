import { expect, test } from "vitest";
import { groupsOf } from "./groups";
import { drawingOf, planOf } from "./layout";
import { type Hop, linksOf, type Place } from "./model";
import { stand } from "./stand";

const place = (number: number, hops: number): Place => ({
  key: `p${number}`,
  name: `Party ${number}`,
  kind: hops === 0 ? "SYSTEM" : "VENDOR",
  own: hops === 0,
  country: null,
  operator: null,
  certainty: "CERTAIN",
  hops,
  hidden: 0,
});

const hop = (source: string, recipient: string): Hop => ({
  key: `${source}-${recipient}`,
  title: "",
  source,
  recipient,
  certainty: "CERTAIN",
  categories: [],
  purposes: [],
  regions: [],
  retention: null,
  state: "IN_FORCE",
  day: null,
  contracts: [],
  verdict: "KEPT",
});

/** Everyone shares with everyone: 90 parties, and more lines than can be laid out. */
const places = Array.from({ length: 90 }, (_, number) => place(number, number < 5 ? 0 : number < 80 ? 1 : 2));
const links = linksOf(places.flatMap((from) => places.map((to) => hop(from.key, to.key))));
const plan = planOf(groupsOf(places, "operator"), links);
const drawing = drawingOf(plan, stand(plan.graph));

test("a map of everyone with everyone has a place for all, none over another, tiers from left to right", () => {
  const { rows, lines, width, height } = drawing;
  expect(rows).toHaveLength(90);
  expect(lines).toHaveLength(90 * 89);
  const corners = new Set(rows.map(({ x, y }) => `${x} ${y}`));
  expect(corners.size).toBe(90);
  for (const column of new Set(rows.map(({ x }) => x))) {
    const tops = rows
      .filter(({ x }) => x === column)
      .map(({ y }) => y)
      .sort((a, b) => a - b);
    for (const [index, top] of tops.slice(1).entries())
      expect(top - (tops[index] as number)).toBeGreaterThanOrEqual(30);
  }
  const xs = (hops: number) => rows.filter(({ place }) => place.hops === hops).map(({ x }) => x);
  expect(Math.max(...xs(0))).toBeLessThan(Math.min(...xs(1)));
  expect(Math.max(...xs(1))).toBeLessThan(Math.min(...xs(2)));
  for (const row of rows) {
    expect(row.x + row.width).toBeLessThanOrEqual(width);
    expect(row.y + row.height).toBeLessThanOrEqual(height + 0.5);
  }
});

test("its lines begin and end at the sides of their parties, and no column is higher than a screen or two", () => {
  const at = new Map(drawing.rows.map((row) => [row.place.key, row]));
  for (const { link, points } of drawing.lines) {
    const sides = (key: string) => [at.get(key)?.x, (at.get(key)?.x ?? 0) + (at.get(key)?.width ?? 0)];
    expect(sides(link.source)).toContain(points[0]?.x);
    expect(sides(link.recipient)).toContain(points.at(-1)?.x);
  }
  expect(drawing.height).toBeLessThan(1500);
});
