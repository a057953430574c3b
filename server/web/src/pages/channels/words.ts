import type { TFunction } from "i18next";
import type { Severity, Weekday } from "../../gql/graphql";
import { clockOf } from "./after";
import type { Channel } from "./queries";
import { plannedOf } from "./schedule";
import { WEEKDAYS } from "./values";

/** What the words are made of, in the language of the page. */
export interface Say {
  t: TFunction<"channels">;
  language: string;
  severity: (severity: Severity) => string;
  rule: (rule: string) => string;
  /** A duration in days and more. */
  duration: (duration: string) => string;
}

const and = ({ language }: Say, items: readonly string[]) =>
  new Intl.ListFormat(language, { type: "conjunction" }).format(items);
const or = ({ language }: Say, items: readonly string[]) =>
  new Intl.ListFormat(language, { type: "disjunction" }).format(items);

/** How many rules are named; of more it is said how many they are. */
const NAMED = 2;

/** Which alerts a channel sends: "findings and forecasts, medium or graver, looked after by Marketing". */
export function aboutWords(about: Channel["about"], say: Say): string {
  const { t } = say;
  if (!about) return t("about.all");
  const kinds = about.kinds ?? [];
  const rules = about.rules ?? [];
  const owners = about.owners ?? [];
  const tags = about.tags ?? [];
  const what =
    kinds.length > 0
      ? and(
          say,
          kinds.map((kind) => t(`about.kinds.${kind}`)),
        )
      : // Only findings have a rule.
        t(rules.length > 0 ? "about.kinds.FINDING" : "about.alerts");
  const parts = [what];
  if (rules.length > NAMED) parts.push(t("about.manyRules", { count: rules.length }));
  else if (rules.length > 0)
    parts.push(t("about.rules", { count: rules.length, rules: or(say, rules.map(say.rule)) }));
  if (about.minSeverity) {
    const severity = say.severity(about.minSeverity);
    parts.push(about.minSeverity === "CRITICAL" ? severity : t("about.severity", { severity }));
  }
  if (owners.length > 0) parts.push(t("about.owners", { owners: or(say, owners) }));
  if (tags.length > 0) parts.push(t("about.tags", { tags: or(say, tags) }));
  return parts.join(", ");
}

/** A day of the week by its number, 0 for Sunday. */
export const dayName = (day: number, language: string): string =>
  // The first of January 2023 was a Sunday.
  new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2023, 0, 1 + day));

export const weekdayName = (day: Weekday, language: string): string =>
  dayName((WEEKDAYS.indexOf(day) + 1) % 7, language);

/** When what has gathered is sent: "on working days at 09:00". */
export function scheduleWords(schedule: string | null, say: Say): string {
  const { plan, time, day, cron } = plannedOf(schedule);
  if (plan === "own") return say.t("when.own", { schedule: cron });
  return say.t(`when.${plan}`, { time, day: dayName(Number(day), say.language) });
}

/** When nothing is sent: "quiet from 18:30 to 08:00 and on Saturday and Sunday"; undefined when never. */
export function quietWords(quiet: Channel["quiet"], say: Say): string | undefined {
  if (!quiet) return undefined;
  const { t } = say;
  const { from, until } = quiet;
  const days = and(
    say,
    WEEKDAYS.filter((day) => quiet.days?.includes(day)).map((day) => weekdayName(day, say.language)),
  );
  if (from && until && days) return t("when.quietBoth", { from, until, days });
  if (from && until) return t("when.quietHours", { from, until });
  return days ? t("when.quietDays", { days }) : undefined;
}

/** Schedule, quiet hours and their zone in a line. */
export function whenWords(channel: Pick<Channel, "schedule" | "quiet" | "zone">, say: Say): string {
  const quiet = quietWords(channel.quiet, say);
  const parts = [scheduleWords(channel.schedule, say), quiet];
  if (channel.zone && (channel.schedule || quiet)) parts.push(say.t("when.zone", { zone: channel.zone }));
  return parts.filter(Boolean).join(", ");
}

/** How long until an alert goes on: "2 days", "4 hours". */
export function afterWords(after: string, say: Say): string {
  const { days, hours, minutes } = clockOf(after);
  const parts = [
    days && say.duration(days),
    hours > 0 && say.t("hours", { count: hours }),
    minutes > 0 && say.t("minutes", { count: minutes }),
  ].filter((part) => typeof part === "string" && part !== "");
  return parts.length > 0 ? and(say, parts as string[]) : after;
}

/** Where a channel sends: its address, the variable that holds it, or the e-mail addresses. */
export function addressWords(channel: Pick<Channel, "url" | "urlFrom" | "to">, say: Say): string {
  if (channel.urlFrom) return say.t("secretAddress", { variable: channel.urlFrom });
  return channel.url ?? channel.to.join(", ");
}
