import { expect, test } from "vitest";
import { puts, same, written } from "./documents";
import { merged } from "./merge";
import { type Staged, together } from "./staged";

const change = (id: string, document: Record<string, unknown>, base?: Staged["base"]): Staged => ({
  id,
  title: id,
  document: { kept: 1, ...document },
  ...(base && { base }),
});

test("staged documents are one, and the last word on a record counts", () => {
  const first = { kept: 1, flows: [{ key: "a", endedOn: "2026-01-01" }, { key: "b" }] };
  const second = { kept: 1, flows: [{ key: "a", endedOn: "2026-02-01" }], parties: [{ key: "p" }] };
  const staged = [first, second].map((document, id) => ({ id: String(id), title: "", document }));
  expect(together(staged)).toEqual({
    kept: 1,
    flows: [{ key: "b" }, { key: "a", endedOn: "2026-02-01" }],
    parties: [{ key: "p" }],
  });
});

test("two changes of one record both count when they are about different fields", () => {
  const now = { key: "a", source: "s", regions: ["US"], retention: "P3Y" };
  const current = new Map([["flow:a", now]]);
  const staged = [
    change("one", { flows: [{ ...now, regions: ["IE"] }] }),
    change("two", { flows: [{ key: "a", source: "s", regions: ["US"] }] }),
  ];
  expect(merged(staged, current)).toEqual({
    document: { kept: 1, flows: [{ key: "a", source: "s", regions: ["IE"] }] },
    clashes: [],
  });
});

test("two changes of one field clash, and the later one counts", () => {
  const now = { key: "a", retention: "P3Y" };
  const staged = [
    change("one", { flows: [{ key: "a", retention: "P1Y" }] }),
    change("two", { flows: [{ key: "a", retention: "P6M" }] }),
  ];
  const { document, clashes } = merged(staged, new Map([["flow:a", now]]));
  expect(document.flows).toEqual([{ key: "a", retention: "P6M" }]);
  expect(clashes).toEqual([{ id: "flow:a", field: "retention", counts: "two", over: { staged: "one" } }]);
});

test("what others changed since it was staged stays, and a clash with it is told", () => {
  const base = { "flow:a": { key: "a", regions: ["US"], retention: "P3Y" } };
  const now = new Map([["flow:a", { key: "a", regions: ["DE"], retention: "P2Y" }]]);
  const staged = [change("one", { flows: [{ key: "a", regions: ["US"], retention: "P1Y" }] }, base)];
  const { document, clashes } = merged(staged, now);
  expect(document.flows).toEqual([{ key: "a", regions: ["DE"], retention: "P1Y" }]);
  expect(clashes).toEqual([{ id: "flow:a", field: "retention", counts: "one", over: { register: "P2Y" } }]);
});

test("a new record is put as it is, and of one that nobody looked up the last word counts", () => {
  const staged = [
    change("one", { contracts: [{ key: "c", name: "Old" }], flows: [{ key: "x", regions: ["US"] }] }),
    change("two", { contracts: [{ key: "c", signedOn: "2026-01-01" }], flows: [{ key: "x" }] }),
  ];
  const { document } = merged(staged, new Map([["contract:c", null]]));
  expect(document).toEqual({
    kept: 1,
    contracts: [{ key: "c", name: "Old", signedOn: "2026-01-01" }],
    flows: [{ key: "x" }],
  });
});

test("promises of two changes stay in their notice", () => {
  const notice = { key: "n", title: "Notice" };
  const staged = [
    change("one", { notices: [{ ...notice, promises: [{ key: "p", quote: "P" }] }] }),
    change("two", { notices: [{ ...notice, promises: [{ key: "q", quote: "Q" }] }] }),
  ];
  const current = new Map<string, Record<string, unknown> | null>([
    ["notice:n", notice],
    ["promise:p", { key: "p", notice: "n", quote: "old" }],
    ["promise:q", null],
  ]);
  const { document } = merged(staged, current);
  expect(document.notices).toEqual([
    {
      ...notice,
      promises: [
        { key: "p", quote: "P" },
        { key: "q", quote: "Q" },
      ],
    },
  ]);
});

test("a document taken apart and put together is the same", () => {
  const document = {
    kept: 1,
    notices: [{ key: "n", title: "N", promises: [{ key: "p" }] }],
    terms: [{ taxonomy: "CATEGORY", key: "user.loyalty", name: "Loyalty" }],
  };
  expect(puts(document).map(({ id }) => id)).toEqual(["notice:n", "promise:p", "term:category/user.loyalty"]);
  expect(written(puts(document))).toEqual(document);
  expect([same(null, []), same([1, [2]], [1, [2]]), same({ a: null }, {}), same([1], [1, 2])]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
