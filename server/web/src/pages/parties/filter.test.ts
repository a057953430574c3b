import { expect, test } from "vitest";
import { kindsReceived, partyFilter } from "./filter";

const address = (query: string) => {
  const params = new URLSearchParams(query);
  return { one: (name: string) => params.get(name) || undefined, all: (name: string) => params.getAll(name) };
};

test("the address of the list is its filter", () => {
  expect(partyFilter(address("kind=VENDOR&kind=PARTNER&own=no&country=eea&text=mail&open=x"))).toEqual({
    kind: ["VENDOR", "PARTNER"],
    own: false,
    country: "eea",
    text: "mail",
  });
  expect(partyFilter(address("kind=ALIEN&own=maybe&tag="))).toEqual({});
});

test("a kind of data that comes twice counts once, and as certain when it certainly comes", () => {
  const receipts = [
    { categories: [{ term: "user.name", certainty: "POSSIBLE" }] },
    {
      categories: [
        { term: "user.name", certainty: "CERTAIN" },
        { term: "user.contact", certainty: "POSSIBLE" },
      ],
    },
  ];
  expect(kindsReceived(receipts)).toEqual({ certain: ["user.name"], possible: ["user.contact"] });
});
