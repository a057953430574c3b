import ELK from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { drawSvg } from "./draw";
import { EXAMPLE, PALETTE } from "./example";
import { GROUPINGS, groupsOf } from "./groups";
import { type Drawing, drawingOf, planOf } from "./layout";
import { linksOf } from "./model";
import { escaped, fitted } from "./sheet";
import { nextTrouble, start, walk } from "./walk";

async function drawn(by: (typeof GROUPINGS)[number] = "operator"): Promise<Drawing> {
  const plan = planOf(groupsOf(EXAMPLE.places, by), linksOf(EXAMPLE.hops));
  return drawingOf(plan, await new ELK().layout(plan.graph));
}

test.each(GROUPINGS)("every party and line has its place: %s", async (by) => {
  const { rows, lines, boxes } = await drawn(by);
  expect(rows).toHaveLength(EXAMPLE.places.length);
  expect(lines).toHaveLength(linksOf(EXAMPLE.hops).length);
  for (const row of rows) {
    const box = boxes.find(({ id }) => id === row.box);
    expect(row.x).toBeGreaterThanOrEqual(box?.x ?? Number.POSITIVE_INFINITY);
    expect(row.y + row.height).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
  }
});

test("tiers go from left to right, and lines end at their parties", async () => {
  const { rows, lines } = await drawn();
  const at = (key: string) => rows.find(({ place }) => place.key === key)?.x ?? 0;
  expect(at("web-shop")).toBeLessThan(at("tidewell-cloud"));
  expect(at("tidewell-cloud")).toBeLessThan(at("fjellsafe"));
  expect(at("nimbus-mail")).toBeLessThan(at("relaypine"));
  for (const { link, points } of lines) {
    const [from, to] = [link.source, link.recipient].map((key) =>
      rows.find(({ place }) => place.key === key),
    );
    const [first, last] = [points[0], points[points.length - 1]];
    expect([from?.x, (from?.x ?? 0) + (from?.width ?? 0)]).toContain(first?.x);
    expect([to?.x, (to?.x ?? 0) + (to?.width ?? 0)]).toContain(last?.x);
  }
});

test("what goes back is drawn to the left", async () => {
  const { lines } = await drawn();
  const back = lines.find(({ link }) => link.id === "fjellsafe>tidewell-cloud");
  expect(back?.back).toBe(true);
  expect(back?.points[0]?.x).toBeGreaterThan(back?.points.at(-1)?.x ?? 0);
  expect(Math.abs(back?.angle ?? 0)).toBeGreaterThan(90);
});

test("arrow keys follow lines, and stay where nothing is", async () => {
  const drawing = await drawn();
  expect(start(drawing)).toBe("order-desk");
  expect(walk(drawing, undefined, "right")).toBe("order-desk");
  expect(walk(drawing, "nimbus-mail", "right")).toBe("relaypine");
  expect(walk(drawing, "relaypine", "left")).toBe("nimbus-mail");
  expect(walk(drawing, "tidewell-cloud", "down")).toBe("tidewell-vault");
  expect(walk(drawing, "order-desk", "left")).toBe("order-desk");
});

test("what is broken is stepped through before what is unproven, and round", async () => {
  const drawing = await drawn();
  const seen: (string | undefined)[] = [];
  for (let at: string | undefined, step = 0; step < 4; step += 1) {
    at = nextTrouble(drawing, at);
    seen.push(at);
  }
  expect(new Set(seen.slice(0, 2))).toEqual(
    new Set(["nimbus-mail-to-relaypine", "tidewell-vault-to-fjellsafe"]),
  );
  expect(seen[2]).toBe("again");
  expect(seen[3]).toBe(seen[0]);
});

test("the file is an SVG with its text as text", async () => {
  const { svg } = drawSvg(await drawn(), PALETTE, {
    title: "Who gets: <everything>",
    legend: ["dashed: no contract"],
    box: ({ group }) => (group.title && "operator" in group.title ? group.title.operator : ""),
    line: ({ link }) => `${link.source} & ${link.recipient}`,
  });
  expect(svg).toContain("Kettle &#38; Fern GmbH");
  expect(svg).toContain("Who gets: &#60;everything&#62;");
  expect(svg).toContain(">Fjellsafe AS</text>");
  expect(svg.match(/stroke-dasharray="7 5"/g)).toHaveLength(1);
  expect(svg).not.toMatch(/<style|var\(|NaN|undefined/);
});

test("text is escaped, and cut where there is no room", () => {
  expect(escaped(`a<b>&"c'`)).toBe("a&#60;b&#62;&#38;&#34;c&#39;");
  expect(fitted("Rechenzentrum", 40, 12)).toBe("Reche…");
  expect(fitted("kurz", 400, 12)).toBe("kurz");
});
