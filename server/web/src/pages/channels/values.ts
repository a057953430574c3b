import { changesOf, type Entry, recordOf } from "../../edit/document";
import type { AlertKind, ChannelKind, Severity, Weekday } from "../../gql/graphql";
import type { Channel } from "./queries";
import { atOnce, type Planned, plannedOf, scheduleOf } from "./schedule";

export const KINDS = ["WEBHOOK", "SLACK", "TEAMS", "EMAIL"] as const satisfies ChannelKind[];
export const WEEKDAYS = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const satisfies Weekday[];

/** What the form of a channel holds, with "" and [] for what is not said. */
export interface ChannelValues {
  key: string;
  name: string;
  kind: ChannelKind;
  /** Where the address stands: in the register, or in an environment variable of the service. */
  address: "here" | "variable";
  url: string;
  urlFrom: string;
  secretFrom: string;
  to: string[];
  about: {
    kinds: AlertKind[];
    rules: string[];
    minSeverity: Severity | "";
    owners: string[];
    tags: string[];
  };
  plan: Planned;
  quiet: { from: string; until: string; days: Weekday[] };
  zone: string;
  escalation: { to: string; after: string };
  subject: string;
  body: string;
  resolved: boolean;
  paused: boolean;
}

export const newChannel = (): ChannelValues => ({
  key: "",
  name: "",
  kind: "WEBHOOK",
  address: "here",
  url: "",
  urlFrom: "",
  secretFrom: "",
  to: [],
  about: { kinds: [], rules: [], minSeverity: "", owners: [], tags: [] },
  plan: atOnce(),
  quiet: { from: "", until: "", days: [] },
  zone: "",
  escalation: { to: "", after: "" },
  subject: "",
  body: "",
  resolved: false,
  paused: false,
});

export function valuesOf(channel: Channel): ChannelValues {
  const { about, quiet, escalation } = channel;
  return {
    key: channel.key,
    name: channel.name ?? "",
    kind: channel.kind,
    address: channel.urlFrom ? "variable" : "here",
    url: channel.url ?? "",
    urlFrom: channel.urlFrom ?? "",
    secretFrom: channel.secretFrom ?? "",
    to: [...channel.to],
    about: {
      kinds: [...(about?.kinds ?? [])],
      rules: [...(about?.rules ?? [])],
      minSeverity: about?.minSeverity ?? "",
      owners: [...(about?.owners ?? [])],
      tags: [...(about?.tags ?? [])],
    },
    plan: plannedOf(channel.schedule),
    quiet: { from: quiet?.from ?? "", until: quiet?.until ?? "", days: [...(quiet?.days ?? [])] },
    zone: channel.zone ?? "",
    escalation: { to: escalation?.to ?? "", after: escalation?.after ?? "" },
    subject: channel.subject ?? "",
    body: channel.body ?? "",
    resolved: channel.resolved,
    paused: channel.paused,
  };
}

/** What a form says of the register's fields: what its kind has no use for is blank, whatever was typed there before. */
export function fieldsOf(values: ChannelValues) {
  const { kind, address, plan, url, urlFrom, secretFrom, to, body, ...others } = values;
  const byMail = kind === "EMAIL";
  return {
    ...others,
    kind,
    url: !byMail && address === "here" ? url : "",
    urlFrom: !byMail && address === "variable" ? urlFrom : "",
    secretFrom: kind === "WEBHOOK" ? secretFrom : "",
    to: byMail ? to : [],
    body: kind === "WEBHOOK" ? "" : body,
    schedule: scheduleOf(plan),
  };
}

/** What `createChannel` takes. */
export const inputOf = (values: ChannelValues): Entry => recordOf(fieldsOf(values));

/** What `updateChannel` has to be told: the fields that differ, null for those that are cleared. */
export const differencesOf = (before: ChannelValues, after: ChannelValues): Entry =>
  changesOf(fieldsOf(before), fieldsOf(after));

/** One's own changes on top of what someone else made of the channel, and the fields that both changed. */
export function onTop(
  base: ChannelValues,
  theirs: ChannelValues,
  mine: ChannelValues,
): { values: ChannelValues; both: string[]; theirs: string[] } {
  const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const names = Object.keys(base) as (keyof ChannelValues)[];
  const values = { ...theirs } as Record<keyof ChannelValues, unknown>;
  for (const name of names) if (differ(base[name], mine[name])) values[name] = mine[name];
  const changedByThem = names.filter((name) => differ(base[name], theirs[name]));
  return {
    values: values as unknown as ChannelValues,
    theirs: changedByThem,
    both: changedByThem.filter((name) => differ(base[name], mine[name])),
  };
}
