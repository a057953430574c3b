import { daysBetween, plusDays } from "../../data/day";
import { type Life, lastDay, later, type Term, termsOf } from "./life";

/** A term as the axis shows it. */
export interface Drawn extends Term {
  stage: "past" | "current" | "ahead";
  /** The days on which notice is to be decided. */
  window: { from: string; until: string } | undefined;
}

export interface Axis {
  from: string;
  until: string;
  terms: Drawn[];
  /** How many earlier terms are left out. */
  folded: number;
}

/** How many terms before the one of the day are drawn. */
const BEFORE = 4;

/** What of a contract's life is drawn: the terms around a day, that day, and what follows if nobody does anything. */
export function axisOf(life: Life, day: string): Axis {
  const all = termsOf(life, day > life.effectiveOn ? day : life.effectiveOn, 1);
  const current = all.findIndex((term) => term.from <= day && (term.until === null || day <= term.until));
  const shown = current < 0 ? all.length - 1 : current;
  const folded = Math.max(0, shown - BEFORE);
  const terms = all.slice(folded).map(
    (term): Drawn => ({
      ...term,
      stage: term.from > day ? "ahead" : term.until !== null && term.until < day ? "past" : "current",
      window: noticeWindow(term),
    }),
  );
  const first = terms[0]?.from ?? life.effectiveOn;
  const from = first < day ? first : day;
  const end = terms.at(-1)?.until ?? lastDay(life);
  // Room behind an end, so that it is seen to be one; a year for what has none.
  const behind = (last: string) => plusDays(last, Math.max(14, Math.round(daysBetween(from, last) * 0.04)));
  const far = end ? behind(end > day ? end : day) : later(day > first ? day : first, { months: 12, days: 0 });
  return { from, until: far, terms, folded };
}

/** From when on it is time to decide about notice, as the deadlines have it. */
export const NOTICE_AHEAD = 30;

/** The days on which notice is to be decided, within the term. */
export function noticeWindow(term: Term): { from: string; until: string } | undefined {
  if (!term.deadline || term.deadline < term.from) return undefined;
  const opens = plusDays(term.deadline, -NOTICE_AHEAD);
  return { from: opens < term.from ? term.from : opens, until: term.deadline };
}

/** Where days lie on an axis, in percent. */
export function scale(from: string, until: string): (day: string) => number {
  const all = Math.max(1, daysBetween(from, until));
  return (day) => Math.min(100, Math.max(0, (daysBetween(from, day) / all) * 100));
}

/** Marks of a time axis: years, or quarters or months when it is short. */
export function ticks(from: string, until: string): { day: string; year: boolean }[] {
  const days = daysBetween(from, until);
  const months = days > 3000 ? 24 : days > 900 ? 12 : days > 300 ? 3 : 1;
  const marks: { day: string; year: boolean }[] = [];
  const [year = 0] = from.split("-").map(Number);
  const start = months > 12 ? year - (year % 2) : year;
  for (let index = 0; ; index += 1) {
    const day = later(`${start}-01-01`, { months, days: 0 }, index);
    if (day > until) return marks;
    if (day >= from) marks.push({ day, year: months >= 12 || day.slice(5, 7) === "01" });
  }
}
