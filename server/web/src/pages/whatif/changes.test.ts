import { expect, test } from "vitest";
import { faultPlace, leftParty, readDocument } from "./changes";

test("who leaves is offboarded, flows end the day before and contracts on the day", () => {
  expect(leftParty({ key: "p" }, [{ key: "f" }], [{ key: "c" }], "2026-03-01")).toEqual({
    kept: 1,
    parties: [{ key: "p", status: "OFFBOARDED", offboardedOn: "2026-03-01" }],
    flows: [{ key: "f", endedOn: "2026-02-28" }],
    contracts: [{ key: "c", terminatedOn: "2026-03-01" }],
  });
  expect(leftParty({ key: "p" }, [], [], "2026-03-01")).not.toHaveProperty("flows");
});

test("a document that was pasted is read, or it is said what is wrong with it", () => {
  expect(readDocument('{"flows": [{"key": "a"}, {"key": "b"}]}')).toEqual({
    document: { kept: 1, flows: [{ key: "a" }, { key: "b" }] },
    count: 2,
  });
  expect(readDocument("kept: 1")).toMatchObject({ problem: "json" });
  expect(readDocument("[1]")).toEqual({ problem: "object" });
  expect(readDocument("{}")).toEqual({ problem: "nothing" });
});

test("the path of a fault leads to its record", () => {
  expect(faultPlace("flows[3].source")).toEqual({ list: "flows", at: 3, field: "source" });
  expect(faultPlace("document.notices[0].promises[1].quote")).toEqual({
    list: "notices",
    at: 0,
    field: "promises[1].quote",
  });
  expect(faultPlace("kept")).toBeUndefined();
});
