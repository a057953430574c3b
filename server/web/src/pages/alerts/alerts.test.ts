import { expect, test } from "vitest";
import { aboutOf, causeOf, furtherPath } from "./cause";
import { asked, matches, narrowed } from "./filters";
import type { Row } from "./queries";

const address = (query: string) => {
  const params = new URLSearchParams(query);
  return {
    one: (name: string) => params.get(name) || undefined,
    all: (name: string) => params.getAll(name).filter(Boolean),
  };
};

const row = (part: Partial<Row>): Row =>
  ({
    number: 1,
    title: "A promise is broken",
    kind: "FINDING",
    cause: "look/1/commitment-broken/never-sold",
    channels: [],
    escalated: [],
    owners: [],
    subject: null,
    about: [],
    ...part,
  }) as unknown as Row;

test("without filters all states are asked for, open ones first", () => {
  expect(asked(address(""))).toEqual({
    states: ["OPEN", "SNOOZED", "ACKNOWLEDGED", "RESOLVED"],
    kinds: null,
    minSeverity: null,
  });
  expect(narrowed(address("open=3&day=2026-01-01"))).toBe(false);
});

test("states stay in their order, and what nobody knows is passed over", () => {
  expect(
    asked(address("state=RESOLVED&state=OPEN&state=LOST&kind=DEADLINE&severity=HIGH&severity=NONE")),
  ).toEqual({
    states: ["OPEN", "RESOLVED"],
    kinds: ["DEADLINE"],
    minSeverity: "HIGH",
  });
  expect(narrowed(address("owner=legal"))).toBe(true);
});

test("channel, owner and text are looked for here", () => {
  const said = (of: Row) => of.title;
  expect(matches(address("state=OPEN"), said)).toBeUndefined();
  const on = matches(address("channel=chat"), said);
  expect([on?.(row({ channels: ["chat"] })), on?.(row({ escalated: ["chat"] })), on?.(row({}))]).toEqual([
    true,
    true,
    false,
  ]);
  const nowhere = matches(address("channel=-"), said);
  expect([nowhere?.(row({})), nowhere?.(row({ channels: ["chat"] }))]).toEqual([true, false]);
  const owner = matches(address("owner=market"), said);
  expect([owner?.(row({ owners: ["Marketing"] })), owner?.(row({ owners: ["Legal"] }))]).toEqual([
    true,
    false,
  ]);
  const text = matches(address("text=broken+Promise"), said);
  expect([text?.(row({})), text?.(row({ title: "A contract ends" }))]).toEqual([true, false]);
});

test("a cause says where one reads on", () => {
  expect(causeOf("deadline/contract-ends/dpa/2027-01-31/90")).toEqual({});
  expect(furtherPath("look/1/commitment-broken/never-sold")).toBe(
    "/findings?rule=commitment-broken&subject=promise%3Anever-sold",
  );
  expect(furtherPath("look/1/flow-without-contract")).toBe("/findings?rule=flow-without-contract");
  expect(furtherPath("forecast/never-sold/BROKEN/2027-01-31")).toBe("/promises/never-sold?day=2027-01-31");
  expect(furtherPath("open-again/until-x/2027-01-31")).toBeUndefined();
});

test("an alert is about its record, its findings or the promise that will break", () => {
  expect(aboutOf(row({ subject: { id: "contract:dpa", title: "DPA" } as Row["subject"] }))).toEqual({
    title: "DPA",
    id: "contract:dpa",
    more: false,
  });
  const finding = (id: string) => ({ id, subjectId: `flow:${id}`, subject: null }) as Row["about"][number];
  expect(aboutOf(row({ about: [finding("a"), finding("b")] }))).toEqual({
    title: "flow:a",
    path: "/findings/a",
    more: true,
  });
  expect(aboutOf(row({}))).toBeUndefined();
  expect(aboutOf(row({ kind: "FORECAST", cause: "forecast/p/UNPROVEN/2027-01-31" }))).toEqual({
    title: "p",
    path: "/promises/p?day=2027-01-31",
    more: false,
  });
});
