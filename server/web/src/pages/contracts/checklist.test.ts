import { expect, test } from "vitest";
import type { ClauseKind, Presence } from "../../gql/graphql";
import { checklist, type Layer, passes } from "./checklist";

type Entry = { kind: ClauseKind; presence: Presence };
const layer = (of: Partial<Layer<Entry>>): Layer<Entry> => ({
  key: "c",
  title: "c",
  kind: "NDA",
  parties: [],
  clauses: [],
  ...of,
});

test("the latest amendment that records a clause says how it stands", () => {
  const amendment = layer({ key: "a", clauses: [{ kind: "AUDIT_RIGHTS", presence: "ABSENT" }] });
  const root = layer({
    kind: "DATA_PROCESSING_AGREEMENT",
    clauses: [
      { kind: "AUDIT_RIGHTS", presence: "PRESENT" },
      { kind: "SCOPE", presence: "UNKNOWN" },
      { kind: "SCOPE", presence: "PRESENT" },
      { kind: "LIABILITY", presence: "PRESENT" },
    ],
  });
  const [processor, other] = checklist([amendment, root]);
  const of = (kind: ClauseKind) => processor?.stands.find((stand) => stand.kind === kind);
  expect(of("AUDIT_RIGHTS")).toMatchObject({ presence: "ABSENT", from: { key: "a" } });
  expect(of("SCOPE")).toMatchObject({ presence: "PRESENT", from: undefined });
  expect(of("BREACH_NOTICE")).toMatchObject({ presence: null, entries: [] });
  expect(other).toMatchObject({ source: "OTHER", stands: [{ kind: "LIABILITY", asked: false }] });
  expect(other?.stands.map(passes)).toEqual([null]);
  expect(processor?.stands.filter((stand) => passes(stand)).map(({ kind }) => kind)).toEqual(["SCOPE"]);
});
