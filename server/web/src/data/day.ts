import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Today's legal day, in UTC as the server counts. */
export function today(now = new Date()): string {
  return now.toISOString().slice(0, 10);
}

/** A legal day so many days after another. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days it is from one legal day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The days that the register knows, as `schema/src/period.rs` says. */
export const FIRST_DAY = "1900-01-01";
export const LAST_DAY = "2500-12-31";

/** Whether this is a day of the calendar that the register knows: 30 February is none, nor is what a year says that is being typed. */
export function isDay(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  const real = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
  return real && text >= FIRST_DAY && text <= LAST_DAY;
}

/** The day that everything is shown as of: `?day=` in the address. `asOf` is undefined for today. */
export function useDay() {
  const [params, setParams] = useSearchParams();
  const named = params.get("day");
  const asOf = isDay(named) && named !== today() ? named : undefined;
  const setDay = useCallback(
    (day: string | undefined) => {
      const leaves = day !== undefined && day !== today();
      setParams(
        (params) => {
          if (leaves) params.set("day", day);
          else params.delete("day");
          return params;
        },
        // One step back leads to before another day was looked at, however many were.
        { replace: leaves && named !== null },
      );
    },
    [setParams, named],
  );
  /** What the address calls a day, and is none. */
  const wrong = named !== null && !isDay(named) ? named : undefined;
  return { asOf, day: asOf ?? today(), setDay, wrong };
}
