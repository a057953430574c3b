import { expect, test } from "vitest";
import { together } from "./staged";

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
