export const UNITS = ["Y", "M", "W", "D"] as const;
export type Unit = (typeof UNITS)[number];

/** An ISO 8601 duration as one number and its unit, when it is one: `P1Y6M` is 18 months. */
export function simple(duration: string): { count: number; unit: Unit } | undefined {
  const parts = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  if (!parts) return undefined;
  const given = UNITS.flatMap((unit, index) => {
    const count = parts[index + 1];
    return count === undefined ? [] : [{ count: Number(count), unit }];
  });
  if (given.length === 1) return given[0];
  if (given.length === 2 && parts[1] !== undefined && parts[2] !== undefined) {
    return { count: Number(parts[1]) * 12 + Number(parts[2]), unit: "M" };
  }
  return undefined;
}

export const durationOf = (count: number | string, unit: Unit): string =>
  count === "" ? "" : `P${count}${unit}`;
