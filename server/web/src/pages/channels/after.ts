/* How long until an alert goes on: `PT4H`, `P2D`. */

export const UNITS = ["hours", "days"] as const;
export type Unit = (typeof UNITS)[number];

/** A duration of hours or of days alone, as one number. */
export function hoursOrDays(duration: string): { count: number; unit: Unit } | undefined {
  const days = /^P(\d+)D$/.exec(duration)?.[1];
  if (days !== undefined) return { count: Number(days), unit: "days" };
  const hours = /^PT(\d+)H$/.exec(duration)?.[1];
  return hours === undefined ? undefined : { count: Number(hours), unit: "hours" };
}

export const durationOf = (count: number | string, unit: Unit): string =>
  count === "" ? "" : unit === "days" ? `P${count}D` : `PT${count}H`;

/** What of a duration is less than a day: `P1DT4H30M` has 4 hours and 30 minutes. */
export function clockOf(duration: string): { days: string; hours: number; minutes: number } {
  const [days = "", time = ""] = duration.split("T");
  const number = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(time)?.[1] ?? 0);
  return { days: days === "P" ? "" : days, hours: number("H"), minutes: number("M") };
}
