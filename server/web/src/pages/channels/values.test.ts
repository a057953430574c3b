import { expect, test } from "vitest";
import { durationOf, hoursOrDays } from "./after";
import { missingOf } from "./missing";
import type { Channel } from "./queries";
import { atOnce, plannedOf, scheduleOf } from "./schedule";
import { differencesOf, inputOf, newChannel, onTop, valuesOf } from "./values";

const channel: Channel = {
  id: "channel:team",
  key: "team",
  title: "Privacy team",
  name: "Privacy team",
  kind: "EMAIL",
  url: null,
  urlFrom: null,
  secretFrom: null,
  to: ["privacy@acme.example"],
  about: { kinds: ["FINDING"], rules: null, minSeverity: "MEDIUM", owners: null, tags: null },
  schedule: "0 9 * * 1-5",
  zone: "Europe/Berlin",
  quiet: { from: "18:30", until: "08:00", days: ["SATURDAY"] },
  escalation: { after: "P2D", to: "tickets" },
  subject: null,
  body: "{{ text }}",
  resolved: false,
  paused: true,
  revision: 3,
};

const webhook = {
  ...newChannel(),
  key: "tickets",
  url: "https://tickets.acme.example/kept",
  secretFrom: "KEPT_SECRET_TICKETS",
};

test("a channel in the form and out of it again is the same", () => {
  expect(inputOf(valuesOf(channel))).toEqual({
    key: "team",
    name: "Privacy team",
    kind: "EMAIL",
    to: ["privacy@acme.example"],
    about: { kinds: ["FINDING"], minSeverity: "MEDIUM" },
    schedule: "0 9 * * 1-5",
    zone: "Europe/Berlin",
    quiet: { from: "18:30", until: "08:00", days: ["SATURDAY"] },
    escalation: { after: "P2D", to: "tickets" },
    body: "{{ text }}",
    resolved: false,
    paused: true,
  });
  expect(differencesOf(valuesOf(channel), valuesOf(channel))).toEqual({});
});

test("of a new channel only what is said is sent", () => {
  expect(inputOf(webhook)).toEqual({
    key: "tickets",
    kind: "WEBHOOK",
    url: "https://tickets.acme.example/kept",
    secretFrom: "KEPT_SECRET_TICKETS",
    resolved: false,
    paused: false,
  });
});

test("another kind takes along what it has no use for", () => {
  const before = valuesOf(channel);
  expect(
    differencesOf(before, {
      ...before,
      kind: "SLACK",
      address: "variable",
      url: "https://typed.before",
      urlFrom: "KEPT_SECRET_CHAT",
      secretFrom: "KEPT_SECRET_X",
    }),
  ).toEqual({ kind: "SLACK", to: null, urlFrom: "KEPT_SECRET_CHAT" });
  expect(differencesOf(before, { ...before, kind: "WEBHOOK", url: "https://a.example" })).toMatchObject({
    kind: "WEBHOOK",
    to: null,
    url: "https://a.example",
    body: null,
  });
});

test("what is cleared is null, a group is sent as a whole", () => {
  const before = valuesOf(channel);
  const after = {
    ...before,
    name: "",
    plan: atOnce(),
    quiet: { ...before.quiet, days: [] },
    about: { ...before.about, kinds: [], minSeverity: "" as const },
    escalation: { to: "", after: "" },
    paused: false,
  };
  expect(differencesOf(before, after)).toEqual({
    name: null,
    schedule: null,
    quiet: { from: "18:30", until: "08:00" },
    about: null,
    escalation: null,
    paused: false,
  });
});

test("schedules that people choose are told from those of their own", () => {
  const plans = {
    "0 * * * *": "hourly",
    "30 7 * * *": "daily",
    "0 9 * * 1-5": "workdays",
    "0 9 * * MON-FRI": "workdays",
    "15 16 * * 7": "weekly",
    "15 16 * * fri": "weekly",
    "*/5 * * * *": "own",
    "0 9 1 * *": "own",
    "0 9,17 * * *": "own",
    "30 * * * *": "own",
    "0 9 * * 1,3": "own",
  };
  for (const [schedule, plan] of Object.entries(plans)) expect(plannedOf(schedule).plan).toBe(plan);
  expect(plannedOf("15 16 * * 7")).toMatchObject({ time: "16:15", day: "0" });
  for (const schedule of ["0 * * * *", "30 7 * * *", "0 9 * * 1-5", "15 16 * * 0", "*/5 * * * *"])
    expect(scheduleOf(plannedOf(schedule))).toBe(schedule);
  expect(scheduleOf(plannedOf(null))).toBe("");
});

test("hours and days are one number, other durations stay as they are written", () => {
  expect([hoursOrDays("P2D"), hoursOrDays("PT4H"), hoursOrDays("P1DT4H")]).toEqual([
    { count: 2, unit: "days" },
    { count: 4, unit: "hours" },
    undefined,
  ]);
  expect([durationOf(2, "days"), durationOf(4, "hours"), durationOf("", "days")]).toEqual([
    "P2D",
    "PT4H",
    "",
  ]);
});

test("what is missing is told at its field, in the order of the form", () => {
  const fields = (values: Parameters<typeof missingOf>[0]) =>
    missingOf(values).map(({ at, need }) => `${at}: ${need}`);
  expect(fields(newChannel())).toEqual(["url: url", "secretFrom: secretFrom", "key: key"]);
  expect(fields(webhook)).toEqual([]);
  expect(fields({ ...webhook, secretFrom: "whsec_abc" })).toEqual(["secretFrom: secretFrom"]);
  expect(fields({ ...webhook, kind: "SLACK", address: "variable" })).toEqual(["urlFrom: urlFrom"]);
  expect(fields({ ...webhook, kind: "EMAIL" })).toEqual(["to: to"]);
  expect(missingOf({ ...webhook, kind: "EMAIL", to: ["a@b.example", "nobody"] })).toEqual([
    { at: "to", need: "mail", address: "nobody" },
  ]);
  expect(
    fields({
      ...webhook,
      plan: { plan: "own", time: "", day: "1", cron: " " },
      quiet: { from: "18:00", until: "", days: [] },
      escalation: { to: "team", after: "" },
    }),
  ).toEqual(["plan.cron: schedule", "quiet.until: quiet", "escalation.after: after"]);
  expect(fields({ ...webhook, plan: { ...atOnce(), plan: "daily", time: "" } })).toEqual(["plan.time: time"]);
});

test("one's own changes are on top of someone else's, and what both changed is told", () => {
  const base = valuesOf(channel);
  const theirs = { ...base, name: "Desk", zone: "Europe/Paris" };
  const mine = { ...base, name: "Privacy desk", paused: false };
  const { values, both, theirs: changed } = onTop(base, theirs, mine);
  expect(values).toEqual({ ...base, name: "Privacy desk", zone: "Europe/Paris", paused: false });
  expect([both, changed]).toEqual([["name"], ["name", "zone"]]);
});
