/** Durations as people enter them: a number and a unit. */

export const UNITS = ["D", "W", "M", "Y"] as const;
export type Unit = (typeof UNITS)[number];

/** `P18M` as 18 and M; undefined for what needs more than one unit, such as `P1Y6M`. */
export function partsOf(duration: string): { count: number; unit: Unit } | undefined {
  const found = /^P(\d+)([DWMY])$/.exec(duration);
  return found ? { count: Number(found[1]), unit: found[2] as Unit } : undefined;
}

export function durationOf(count: number, unit: Unit): string {
  return `P${count}${unit}`;
}
