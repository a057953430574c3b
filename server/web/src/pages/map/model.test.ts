import { expect, test } from "vitest";
import { EXAMPLE } from "./example";
import { groupsOf } from "./groups";
import { linksOf, mostShared, narrow } from "./model";
import { closing, cyclesOf } from "./order";

test("flows between the same two are one line, which looks like the worst of them", () => {
  const line = linksOf(EXAMPLE.hops).find(({ id }) => id === "order-desk>nimbus-mail");
  expect(line?.hops.map(({ key }) => key)).toEqual(["again", "order-desk-to-nimbus-mail"]);
  expect(line).toMatchObject({ verdict: "UNPROVEN", state: "UNPROVEN", certainty: "CERTAIN" });
});

test("lines that lead back to who stands further left, and from where one gets here again, close a cycle", () => {
  const { places, hops } = EXAMPLE;
  expect([...closing(places, linksOf(hops))].sort()).toEqual([
    "fjellsafe>tidewell-cloud",
    "nimbus-mail>order-desk",
  ]);
});

test("a line back to who does not lead here again closes none", () => {
  const places = EXAMPLE.places;
  const hops = EXAMPLE.hops.filter(({ key }) => key !== "tidewell-vault-to-fjellsafe");
  expect(closing(places, linksOf(hops)).has("fjellsafe>tidewell-cloud")).toBe(false);
});

test("a long chain is no trouble", () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `p${index}`);
  const links = keys.slice(1).map((recipient, index) => ({ source: `p${index}`, recipient }));
  expect(new Set(cyclesOf(keys, links).values()).size).toBe(keys.length);
  const round = cyclesOf(keys, [...links, { source: "p19999", recipient: "p0" }]);
  expect(new Set(round.values()).size).toBe(1);
});

test("hiding takes a party with its lines; a verdict keeps only the parties it is said between", () => {
  const hidden = narrow(EXAMPLE, ["nimbus-mail"], []);
  expect(hidden.hops.some(({ source }) => source === "nimbus-mail")).toBe(false);
  expect(hidden.places).toHaveLength(EXAMPLE.places.length - 1);
  const broken = narrow(EXAMPLE, [], ["BROKEN"]);
  expect(broken.places.map(({ key }) => key)).toEqual([
    "tidewell-vault",
    "nimbus-mail",
    "fjellsafe",
    "relaypine",
  ]);
});

test("operators hold their systems, and stand before them", () => {
  const groups = groupsOf(EXAMPLE.places, "operator");
  expect(groups[0]).toMatchObject({ id: "kettle-fern", tier: 0, title: { operator: "Kettle & Fern GmbH" } });
  const tidewell = groups.find(({ id }) => id === "tidewell-cloud");
  expect(tidewell?.members.map(({ key }) => key)).toEqual(["tidewell-cloud", "tidewell-vault"]);
  expect(tidewell).toMatchObject({ tier: 1, title: null });
  expect(groups.map(({ tier }) => tier)).toEqual([...groups.map(({ tier }) => tier)].sort());
});

test("by distance and by country ours stay on the left", () => {
  for (const by of ["tier", "country"] as const) {
    const [first, ...others] = groupsOf(EXAMPLE.places, by);
    expect(first?.members.every(({ own }) => own)).toBe(true);
    expect(others.flatMap(({ members }) => members).some(({ own }) => own)).toBe(false);
  }
});

const parentOf = (category: string) => category.split(".").slice(0, -1).join(".") || null;

test("the categories that reach most come first, with the worst that is said of them", () => {
  expect(mostShared(EXAMPLE, 5, parentOf)).toEqual([
    { term: "user.contact.email", name: "E-mail address", recipients: 5, verdict: "BROKEN" },
    { term: "user.name", name: "Name", recipients: 1, verdict: "KEPT" },
  ]);
});

test("who receives all of one's contact data receives the address in it, and the other way round", () => {
  const contact = { term: "user.contact", name: "Contact data", certainty: "CERTAIN" } as const;
  const hops = EXAMPLE.hops.map((hop) =>
    hop.key === "web-shop-to-tidewell-cloud"
      ? { ...hop, recipient: "scorehaven", categories: [contact] }
      : hop,
  );
  const counted = mostShared({ ...EXAMPLE, hops }, 5, parentOf).map(({ term, recipients }) => [
    term,
    recipients,
  ]);
  expect(counted).toEqual([
    ["user.contact", 6],
    ["user.contact.email", 6],
  ]);
});
