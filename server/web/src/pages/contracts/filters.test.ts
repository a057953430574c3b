import { expect, test } from "vitest";
import { filterOf, listed, sortText } from "./filters";

test("the address says what is listed", () => {
  const read = listed(
    new URLSearchParams("q=mail&kind=NDA&kind=SCC&kind=other&inForce=1&notice=90&ends=x&sort=-LAST_DAY"),
  );
  expect(read).toEqual({
    text: "mail",
    kinds: ["NDA", "SCC"],
    party: undefined,
    inForce: true,
    ends: undefined,
    notice: 90,
    order: { field: "LAST_DAY", direction: "DESC" },
  });
  expect(sortText(read.order)).toBe("-LAST_DAY");
  expect(filterOf(read, "2026-03-01", "2026-11-25")).toEqual({
    text: "mail",
    kind: ["NDA", "SCC"],
    inForceOn: "2026-03-01",
    noticeBefore: "2027-02-24",
  });
});

test("an address that says nothing lists everything by name", () => {
  const read = listed(new URLSearchParams("sort=-WEIGHT"));
  expect(read.order).toEqual({ field: "NAME", direction: "ASC" });
  expect(filterOf(read, "2026-03-01", "2026-11-25")).toEqual({});
});
