import { expect, test } from "vitest";
import type { ClauseKind, Presence } from "../../gql/graphql";
import { asked, checklist, type Layer, passes } from "./checklist";

type Entry = { kind: ClauseKind; presence: Presence };
const layer = (of: Partial<Layer<Entry>>): Layer<Entry> => ({
  key: "c",
  title: "c",
  kind: "NDA",
  parties: [],
  clauses: [],
  ...of,
});

test("kind and roles say what is asked for", () => {
  const sources = (of: Partial<Layer<Entry>>) => asked([layer(of)]).map(({ source }) => source);
  expect(sources({})).toEqual([]);
  expect(sources({ kind: "DATA_PROCESSING_AGREEMENT" })).toEqual(["PROCESSOR"]);
  expect(sources({ parties: [{ role: "CONTROLLER" }, { role: "PROCESSOR" }] })).toEqual(["PROCESSOR"]);
  expect(sources({ kind: "SCC" })).toEqual(["TRANSFER"]);
  expect(sources({ kind: "JOINT_CONTROLLER" })).toEqual(["JOINT"]);
  expect(sources({ parties: [{ role: "SERVICE_PROVIDER" }, { role: "THIRD_PARTY" }] })).toEqual(["PROVIDER"]);
  expect(sources({ parties: [{ role: "THIRD_PARTY" }] })).toEqual(["RECIPIENT"]);
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
