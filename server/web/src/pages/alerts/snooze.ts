/* Moments to come, in the reader's own time zone, as `<input type="datetime-local">` writes them. */

const two = (number: number) => String(number).padStart(2, "0");

/** A moment as the reader's clock shows it: `2026-11-26T09:00`. */
export function localOf(moment: Date): string {
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment of a local time, as the server takes it; undefined for what is none. */
export function momentOf(local: string): string | undefined {
  const moment = new Date(local);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) && !Number.isNaN(moment.getTime())
    ? moment.toISOString()
    : undefined;
}

export const LATER = ["hour", "tomorrow", "monday", "week"] as const;
export type Later = (typeof LATER)[number];

const MONDAY = 1;
const MORNING = 9;

/** When that is: days are counted on the calendar, so that nine stays nine when the clocks change. */
export function later(how: Later, now: Date): Date {
  const moment = new Date(now);
  if (how === "hour") {
    moment.setHours(moment.getHours() + 1);
    return moment;
  }
  if (how === "week") {
    moment.setDate(moment.getDate() + 7);
    return moment;
  }
  const days = how === "tomorrow" ? 1 : (MONDAY - moment.getDay() + 7) % 7 || 7;
  moment.setDate(moment.getDate() + days);
  moment.setHours(MORNING, 0, 0, 0);
  return moment;
}
