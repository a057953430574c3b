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

export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The day that everything is shown as of: `?day=` in the address. `asOf` is undefined for today. */
export function useDay() {
  const [params, setParams] = useSearchParams();
  const named = params.get("day");
  const asOf = isDay(named) && named !== today() ? named : undefined;
  const setDay = useCallback(
    (day: string | undefined) =>
      setParams((params) => {
        if (day && day !== today()) params.set("day", day);
        else params.delete("day");
        return params;
      }),
    [setParams],
  );
  return { asOf, day: asOf ?? today(), setDay };
}
