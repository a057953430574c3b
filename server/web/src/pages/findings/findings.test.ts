import { expect, test } from "vitest";
import { plain } from "../../parts/plain";
import { picked } from "../../parts/selection";
import { asked, bySeverity, duesFirst, filtersOf, inWords, matches, narrowed, type Row } from "./filters";
import { ORDERS, sorter, USUAL } from "./order";

const row = (id: string, severity: string, dueOn: string | null = null, subjectId = "flow:a") =>
  ({ id, severity, dueOn, subjectId, message: `message of ${id}` }) as Row;

test("filters come from the address, and nonsense in it is no filter", () => {
  const filters = filtersOf(
    new URLSearchParams("severity=high&verdict=ODD&state=all&about=contract&who=Legal&q=nimbus"),
  );
  expect(filters).toEqual({
    severity: "HIGH",
    rule: undefined,
    verdict: undefined,
    state: "ALL",
    subject: undefined,
    about: "contract",
    who: "Legal",
    text: "nimbus",
  });
  expect(asked(filters)).toEqual({
    minSeverity: "HIGH",
    rule: null,
    verdict: null,
    state: null,
    subject: null,
    assignedTo: "Legal",
    assigned: null,
  });
  expect(asked(filtersOf(new URLSearchParams("who=-")))).toMatchObject({ assignedTo: null, assigned: false });
  expect(narrowed(filtersOf(new URLSearchParams("open=f1&day=2026-03-01")))).toBe(false);
});

test("words of the schema in an address are read as the filters call them, names as they are", () => {
  expect(inWords("state", ["ACCEPTED"])).toEqual(["accepted"]);
  expect(inWords("who", ["Legal"])).toEqual(["Legal"]);
  expect(narrowed(filtersOf(new URLSearchParams("state=accepted")))).toBe(true);
});

test("a text has to be said, all words of it, and a kind has to be the subject's", () => {
  const filter = matches({ about: "flow", text: " F1  message" }, (finding) => finding.message);
  expect(
    [row("f1", "LOW"), row("f2", "LOW"), row("f1", "LOW", null, "party:f1")].map((r) => filter?.(r)),
  ).toEqual([true, false, false]);
  expect(matches({ about: undefined, text: " " }, () => "")).toBeUndefined();
});

test("the gravest first, then what is due next; portions stay where they are", () => {
  const rows = [
    row("a", "HIGH"),
    row("b", "HIGH", "2026-12-09"),
    row("c", "HIGH", "2026-12-01"),
    row("d", "LOW"),
  ];
  expect(duesFirst(rows).map(({ id }) => id)).toEqual(["c", "b", "a", "d"]);
  expect(duesFirst(rows, 2).map(({ id }) => id)).toEqual(["b", "a", "c", "d"]);
});

test("counts of each severity come from counts of so grave or graver", () => {
  expect(bySeverity({ CRITICAL: 1, HIGH: 4, MEDIUM: 4, LOW: 9, INFO: 10 })).toEqual({
    CRITICAL: 1,
    HIGH: 3,
    MEDIUM: 0,
    LOW: 5,
    INFO: 1,
  });
});

test("a range takes on what the anchor is", () => {
  const shown = ["a", "b", "c", "d"];
  const one = picked({ ids: new Set(), anchor: undefined }, shown, "b", false);
  const range = picked(one, shown, "d", true);
  expect([...range.ids]).toEqual(["b", "c", "d"]);
  const off = picked(range, shown, "c", false);
  expect([...picked(off, shown, "d", true).ids]).toEqual(["b"]);
  expect([...picked({ ids: new Set(), anchor: "gone" }, shown, "c", true).ids]).toEqual(["c"]);
});

test("keys of terms in a sentence become what people call them", () => {
  const names = new Map([
    ["user.contact.email", "E-mail address"],
    ["in eea", "European Economic Area"],
    ["in AG", "Antigua and Barbuda"],
    ["in US", "United States"],
    ["AUDIT_RIGHTS", "audits"],
  ]);
  const day = (day: string) => `<${day}>`;
  expect(plain("Nimbus receives user.contact.email in US; it is kept in eea.", names, day)).toBe(
    "Nimbus receives E-mail address in United States; it is kept in European Economic Area.",
  );
  expect(plain("Nimbus AG (US) has no AUDIT_RIGHTS", names, day)).toBe(
    "Nimbus AG (United States) has no audits",
  );
  expect(plain("user.contact.emails and nimbus.example", names, day)).toBe(
    "user.contact.emails and nimbus.example",
  );
  expect(plain("dpa-2026-01-31 ended on 2026-01-31.", names, day)).toBe(
    "dpa-2026-01-31 ended on <2026-01-31>.",
  );
});

test("sorted as people read it, what is missing last either way, what is alike as it was", () => {
  const rows = [
    { ...row("a", "HIGH"), verdict: "BROKEN", assignment: { to: "legal" } },
    { ...row("b", "LOW", "2026-12-09"), verdict: "UNPROVEN", subject: { title: "Ärger" } },
    { ...row("c", "CRITICAL", "2026-12-01"), verdict: "BROKEN", assignment: { to: "IT" } },
    { ...row("d", "LOW", "2027-01-01", "party:10"), verdict: "UNPROVEN" },
    { ...row("e", "HIGH", null, "party:9"), verdict: "KEPT" },
  ] as Row[];
  const rule = ({ id }: Row) => (id === "d" ? "A rule" : "the rule");
  const ids = (field: string, direction: "ASC" | "DESC") =>
    sorter(
      { field, direction },
      { message: ({ message }) => message, rule },
      "de",
    )?.(rows)
      .map(({ id }) => id)
      .join("");
  expect(sorter(USUAL, { message: String, rule: String }, "en")).toBeUndefined();
  expect([ids("SEVERITY", "ASC"), ids("DUE_ON", "ASC"), ids("DUE_ON", "DESC")]).toEqual([
    "bdaec",
    "cbdae",
    "dbcae",
  ]);
  expect([ids("ASSIGNED_TO", "ASC"), ids("ASSIGNED_TO", "DESC")]).toEqual(["cabde", "acbde"]);
  expect([ids("VERDICT", "DESC"), ids("SUBJECT", "ASC")]).toEqual(["acbde", "baced"]);
  expect([ids("RULE", "ASC"), ids("MESSAGE", "DESC")]).toEqual(["dabce", "edcba"]);
  expect(rows.map(({ id }) => id).join("")).toBe("abcde");
  for (const field of ORDERS) expect(ids(field, "ASC")).toHaveLength(rows.length);
});
