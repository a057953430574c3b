import { expect, test } from "vitest";
import { limitVerdicts } from "./limitVerdicts";

const known = { judged: true, complete: true };

test("a limit fares as the worst that was found about its side", () => {
  const verdicts = limitVerdicts(
    ["onlyRegions", "onwardSharing", "maxRetention"],
    [
      { aspect: "region", verdict: "UNPROVEN" },
      { aspect: "region", verdict: "BROKEN" },
      { aspect: "retention", verdict: "UNPROVEN" },
    ],
    known,
  );
  expect([...verdicts]).toEqual([
    ["onlyRegions", "BROKEN"],
    ["onwardSharing", "KEPT"],
    ["maxRetention", "UNPROVEN"],
  ]);
});

test("of two limits on one side it is not said which one is broken", () => {
  expect(
    limitVerdicts(["onlyRegions", "neverRegions"], [{ aspect: "region", verdict: "BROKEN" }], known).size,
  ).toBe(0);
  expect(limitVerdicts(["onlyRegions", "neverRegions"], [], known).size).toBe(2);
});

test("nothing is said of what was not judged or not wholly asked", () => {
  expect(limitVerdicts(["neverSold"], [], { judged: false, complete: true }).size).toBe(0);
  expect(limitVerdicts(["neverSold"], [], { judged: true, complete: false }).size).toBe(0);
});
