import { expect, test } from "vitest";
import type { FlowRecordFragment } from "../../gql/graphql";
import { dayBefore, ended, flowFilter, lastDayToTry } from "./flow";

const address = (query: string) => {
  const params = new URLSearchParams(query);
  return { one: (name: string) => params.get(name) || undefined, all: (name: string) => params.getAll(name) };
};

test("so long ago is a day of the calendar", () => {
  expect(dayBefore("2026-11-25", "P1Y")).toBe("2025-11-25");
  expect(dayBefore("2026-08-31", "P6M")).toBe("2026-02-28");
  expect(dayBefore("2026-01-15", "P3M")).toBe("2025-10-15");
  expect(dayBefore("2024-02-29", "P1Y")).toBe("2023-02-28");
  expect(dayBefore("2026-01-15", "soon")).toBeUndefined();
});

test("the address of the list is its filter on the day that is shown", () => {
  expect(flowFilter(address("live=yes&basis=CONSENT&return=SALE&unverified=P1Y&to=x"), "2026-03-01")).toEqual(
    {
      legalBasis: ["CONSENT"],
      consideration: ["SALE"],
      unverifiedSince: "2025-03-01",
      liveOn: "2026-03-01",
    },
  );
  expect(flowFilter(address("recipient=mailer&unverified=2026-01-01&category=user"), "2026-03-01")).toEqual({
    recipient: "mailer",
    category: "user",
    unverifiedSince: "2026-01-01",
  });
});

const flow = {
  key: "f",
  source: { key: "a", name: "A" },
  recipient: { key: "b", name: "B", own: false },
  categories: ["user.name"],
  purposes: [],
  subjects: [],
  regions: ["DE"],
  safeguards: [],
  derives: [{ from: ["user.name"], to: ["user.account"] }],
  retention: "P1Y",
  startedOn: "2025-01-01",
  endedOn: null,
  legalBasis: null,
  consent: "NONE",
  consideration: null,
  contract: { key: "c", title: "C" },
  verifiedOn: null,
  description: null,
  id: "flow:f",
  title: "A to B",
  revision: 3,
} as unknown as FlowRecordFragment;

test("a flow that ends is the flow as it is, with its last day", () => {
  expect(ended(flow, "2026-11-25")).toEqual({
    kept: 1,
    flows: [
      {
        key: "f",
        source: "a",
        recipient: "b",
        categories: ["user.name"],
        regions: ["DE"],
        retention: "P1Y",
        consent: "NONE",
        startedOn: "2025-01-01",
        endedOn: "2026-11-25",
        contract: "c",
        derives: [{ from: ["user.name"], to: ["user.account"] }],
      },
    ],
  });
});

test("what ends today or later is tried as if it had ended", () => {
  expect(lastDayToTry(flow, "2026-11-25", "2026-11-25")).toBe("2026-11-24");
  expect(lastDayToTry(flow, "2027-01-01", "2026-11-25")).toBe("2026-11-24");
  expect(lastDayToTry(flow, "2026-01-01", "2026-11-25")).toBe("2026-01-01");
  expect(lastDayToTry({ startedOn: "2026-11-25" }, "2026-11-25", "2026-11-25")).toBe("2026-11-25");
});
