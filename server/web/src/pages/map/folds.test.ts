import { expect, test } from "vitest";
import { readState, seedsOf, writeState } from "./address";
import { EXAMPLE } from "./example";
import { fold } from "./folds";
import { heightOf, layOutSankey } from "./sankey";
import { rowsOf, sorted } from "./table";

test("what goes round is taken out of the Sankey, and counted", () => {
  const { strands, returned, backward, inside } = fold(EXAMPLE);
  expect(returned.map(({ key }) => key)).toEqual(["answers"]);
  expect(backward.map(({ key }) => key)).toEqual(["fjellsafe-to-tidewell-cloud"]);
  expect(inside).toHaveLength(2);
  expect(strands.map(({ id }) => id)).toContain("p:tidewell-cloud>p:fjellsafe");
});

test("a band is as wide as there are categories in it, and looks like the worst of it", () => {
  const { strands } = fold(EXAMPLE);
  const band = (id: string) => strands.find((strand) => strand.id === id);
  expect(band("c:user.contact.email>p:nimbus-mail")).toMatchObject({ value: 2, verdict: "UNPROVEN" });
  expect(band("p:tidewell-cloud>r:IE")).toMatchObject({ value: 1 });
  expect(band("p:nimbus-mail>p:relaypine")).toMatchObject({ verdict: "BROKEN", state: "MISSING" });
});

test("the Sankey has a place for everything, regions at the right", () => {
  const folded = fold(EXAMPLE);
  const { bars, bands } = layOutSankey(folded, 900, heightOf(folded));
  expect(bars).toHaveLength(folded.knots.length);
  expect(bands).toHaveLength(folded.strands.length);
  const right = Math.max(...bars.map(({ x }) => x));
  for (const { knot, x } of bars) if (knot.kind === "region") expect(x).toBeCloseTo(right);
  for (const { path } of bands) expect(path).not.toMatch(/NaN/);
  expect(layOutSankey({ ...folded, knots: [], strands: [] }, 900, 300)).toEqual({ bars: [], bands: [] });
});

test("the table begins with what is broken, and sorts as it is told", () => {
  const rows = rowsOf(EXAMPLE);
  expect(rows).toHaveLength(EXAMPLE.hops.length);
  expect(sorted(rows, undefined)[0]?.hop.verdict).toBe("BROKEN");
  const tiers = sorted(rows, { field: "tier", direction: "DESC" }).map(({ recipient }) => recipient.hops);
  expect(tiers[0]).toBe(3);
  expect(sorted(rows, { field: "source", direction: "ASC" })[0]?.source.name).toBe("Fjellsafe AS");
});

test("what is shown is in the address, and comes back from it", () => {
  const state = readState(
    new URLSearchParams(
      "category=user.name&party=a&open=flow:f.1&around=a,b,a&hide=c&group=tier&verdict=UNPROVEN,BROKEN&view=sankey&sort=-tier&day=2026-01-01",
    ),
  );
  expect(state).toEqual({
    category: "user.name",
    party: "a",
    open: { kind: "flow", key: "f.1" },
    around: ["a", "b"],
    hide: ["c"],
    group: "tier",
    verdicts: ["BROKEN", "UNPROVEN"],
    view: "sankey",
    sort: { field: "tier", direction: "DESC" },
  });
  const again = readState(writeState(new URLSearchParams("day=2026-01-01"), state));
  expect(again).toEqual(state);
});

test("what is as usual is left out of the address, and nonsense is not believed", () => {
  const before = new URLSearchParams("group=country&open=flow:f&hide=a");
  expect(writeState(before, { group: "operator", open: undefined, hide: [] }).toString()).toBe("");
  const odd = readState(new URLSearchParams("group=x&view=y&verdict=z&open=thing:1"));
  expect(odd).toMatchObject({ group: "operator", view: undefined, verdicts: [], open: undefined });
});

test("a map of a party begins around it, until others are named", () => {
  expect(seedsOf(readState(new URLSearchParams("party=a")))).toEqual(["a"]);
  expect(seedsOf(readState(new URLSearchParams("party=a&around=b")))).toEqual(["b"]);
  expect(seedsOf(readState(new URLSearchParams("party=a&category=c")))).toEqual([]);
});
