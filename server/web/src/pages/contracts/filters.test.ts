import { expect, test } from "vitest";
import { contractFilter } from "./filters";

/** The filter that an address asks for, on a day that is shown and as of today. */
function asked(query: string) {
  const params = new URLSearchParams(query);
  const address = {
    one: (name: string) => params.get(name) ?? undefined,
    all: (name: string) => params.getAll(name),
  };
  return contractFilter(address, "2026-03-01", "2026-11-25");
}

test("the address says what is listed", () => {
  expect(asked("text=mail&kind=NDA&kind=SCC&kind=other&live=yes&notice=90&ends=x")).toEqual({
    text: "mail",
    kind: ["SCC", "NDA"],
    inForceOn: "2026-03-01",
    noticeBefore: "2027-02-24",
  });
});

test("an address that says nothing lists everything", () => {
  expect(asked("sort=-WEIGHT&ends=0&notice=99999")).toEqual({});
});
