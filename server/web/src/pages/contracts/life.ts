import { plusDays } from "../../data/day";
import type { RenewalKind } from "../../gql/graphql";

/** What says how long a contract runs. Days are the last that still count, but `terminatedOn`, the first that does not. */
export interface Life {
  effectiveOn: string;
  endsOn: string | null;
  renewal: { kind: RenewalKind; period: string | null; notice: string | null } | null;
  renewals: readonly { agreedOn: string | null; endsOn: string | null }[];
  noticeGivenOn: string | null;
  terminatedOn: string | null;
}

/** A term of a contract's life. */
export interface Term {
  /** 0 for the first, 1 for the first renewal, ... */
  number: number;
  from: string;
  /** Its last day; null while it is open-ended. */
  until: string | null;
  /** The last day on which notice keeps it from being renewed; null when it is not renewed by itself. */
  deadline: string | null;
}

interface Span {
  months: number;
  days: number;
}

/** The calendar part of an ISO 8601 duration. */
export function span(duration: string | null | undefined): Span | undefined {
  const parts = duration ? /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration) : null;
  if (!parts) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** A day so many times a span later; months are clamped to the end of the month, and counted before days. */
export function later(day: string, { months, days }: Span, times = 1): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + (month - 1) + months * times;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, last)));
  return plusDays(moved.toISOString().slice(0, 10), days * times);
}

const earlier = (day: string, of: Span) => later(day, { months: -of.months, days: -of.days });

function tacit(life: Life): Span | undefined {
  const period = life.renewal?.kind === "TACIT" ? span(life.renewal.period) : undefined;
  return period && period.months + period.days > 0 ? period : undefined;
}

/** The last day on which notice takes effect at the end of the term that ends on this one. */
function deadlineOf(life: Life, lastDay: string): string {
  const notice = span(life.renewal?.notice);
  return notice ? earlier(lastDay, notice) : lastDay;
}

/** The last days of the first term and of each renewal that was agreed. */
function agreedEnds(life: Life, firstEnd: string): string[] {
  const period = span(life.renewal?.period);
  const ends = [firstEnd];
  let [base, since, end] = [firstEnd, 0, firstEnd];
  for (const renewal of life.renewals) {
    if (renewal.endsOn) [base, since, end] = [renewal.endsOn, 0, renewal.endsOn];
    else if (period) {
      since += 1;
      end = later(base, period, since);
    }
    ends.push(end);
  }
  return ends;
}

/** The last day of its last term; undefined when it goes on renewing itself or is open-ended. */
function lastTermEnd(life: Life): string | undefined {
  const { endsOn, noticeGivenOn } = life;
  if (!endsOn) return undefined;
  if (life.renewal?.kind === "EXPRESS") return agreedEnds(life, endsOn).at(-1);
  const period = tacit(life);
  if (!period) return endsOn;
  if (!noticeGivenOn) return undefined;
  // Notice ends the first term whose deadline it meets.
  let number = 0;
  while (deadlineOf(life, later(endsOn, period, number)) < noticeGivenOn) number += 1;
  return later(endsOn, period, number);
}

/** Its last day in force as far as is known; undefined when it has none. */
export function lastDay(life: Life): string | undefined {
  const expires = lastTermEnd(life);
  const terminated = life.terminatedOn ? plusDays(life.terminatedOn, -1) : undefined;
  if (expires && terminated) return expires < terminated ? expires : terminated;
  return expires ?? terminated;
}

/** Terms never end here: a contract that renews itself every day for a century is not drawn. */
const MOST = 40_000;

/** Every term that has begun by a day, and after that at most so many more, in their order. */
export function termsOf(life: Life, until: string, ahead = 0): Term[] {
  const { effectiveOn, endsOn } = life;
  const end = lastDay(life);
  if (!endsOn) return [{ number: 0, from: effectiveOn, until: end ?? null, deadline: null }];
  const period = tacit(life);
  const agreed = period ? [] : agreedEnds(life, endsOn);
  const terms: Term[] = [];
  let [from, beyond] = [effectiveOn, 0];
  for (let number = 0; number < MOST; number += 1) {
    const termEnd = period ? later(endsOn, period, number) : agreed[number];
    if (termEnd === undefined) break;
    if (from > until) {
      beyond += 1;
      if (beyond > ahead) break;
    }
    const cut = end !== undefined && end < termEnd ? end : termEnd;
    if (cut >= from) {
      const renewsItself = period !== undefined && (end === undefined || end > termEnd);
      terms.push({
        number,
        from,
        until: cut,
        deadline: renewsItself ? deadlineOf(life, termEnd) : null,
      });
    }
    from = plusDays(termEnd, 1);
    if (end !== undefined && from > end) break;
  }
  return terms;
}

export type Standing = "AHEAD" | "IN_FORCE" | "OVER";

/** Where a day lies in its life. */
export function standing(life: Life, day: string): Standing {
  if (day < life.effectiveOn) return "AHEAD";
  const end = lastDay(life);
  return end !== undefined && day > end ? "OVER" : "IN_FORCE";
}

/** The term that a day falls into. */
export function termOn(life: Life, day: string): Term | undefined {
  if (standing(life, day) !== "IN_FORCE") return undefined;
  return termsOf(life, day).findLast((term) => term.from <= day);
}

/** When a renewal that is agreed now ends if no day is said; undefined when nothing says by how long. */
export function renewedUntil(life: Life): string | undefined {
  const period = span(life.renewal?.period);
  if (!life.endsOn || !period) return undefined;
  return lastDay({
    ...life,
    terminatedOn: null,
    renewals: [...life.renewals, { agreedOn: null, endsOn: null }],
  });
}
