import type { Verdict } from "../../gql/graphql";

/** The sides on which a contract limits what flows under it, as findings name them. */
export const SIDES = ["category", "purpose", "subject", "region", "retention", "safeguard"] as const;
export type Side = (typeof SIDES)[number];

/** Whether a term covers another: it is the same, or above it. */
export type Covers = (above: string, below: string) => boolean;

/** Cover by the terms that stand above one. */
export function coversBy(parents: ReadonlyMap<string, string | null>): Covers {
  return (above, below) => {
    for (let at: string | null | undefined = below; at; at = parents.get(at)) if (at === above) return true;
    return false;
  };
}

/** Cover of regions, as sets of countries. A group that is worked out by the day, such as `adequate`, covers what it names. */
export function coversPlaces(members: ReadonlyMap<string, readonly string[]>): Covers {
  return (above, below) => {
    if (above === below || above === "world") return true;
    const around = members.get(above);
    const inside = members.get(below);
    if (!around?.length) return false;
    return inside?.length ? inside.every((place) => around.includes(place)) : around.includes(below);
  };
}

/** How a value of the flows stands to what the contract admits. */
export type Fit = "INSIDE" | "BROADER" | "OUTSIDE";

export interface Used {
  value: string;
  fit: Fit;
  /** The flows that declare it. */
  flows: string[];
  /** The worst verdict of findings that say that this contract does not admit it. */
  verdict: Verdict | undefined;
}

export interface Compared {
  /** What the contract admits, and whether any flow does it. Nothing means that it does not limit it. */
  admitted: { value: string; used: boolean }[];
  used: Used[];
  /** Flows that do not record it. */
  silent: string[];
}

interface Declared {
  key: string;
  values: readonly string[];
  /** What a finding about the flow and this side says. */
  verdict: Verdict | undefined;
}

const GRAVITY: Record<Verdict, number> = { KEPT: 0, UNPROVEN: 1, BROKEN: 2 };

/** What a contract admits beside what flows do: which of it nobody uses, and what they do besides. */
export function compare(admitted: readonly string[], flows: readonly Declared[], covers: Covers): Compared {
  const values = [...new Set(flows.flatMap((flow) => flow.values))].sort();
  const fitOf = (value: string): Fit => {
    if (admitted.length === 0 || admitted.some((limit) => covers(limit, value))) return "INSIDE";
    return admitted.some((limit) => covers(value, limit)) ? "BROADER" : "OUTSIDE";
  };
  return {
    admitted: admitted.map((value) => ({
      value,
      used: values.some((other) => covers(value, other) || covers(other, value)),
    })),
    used: values.map((value) => {
      const by = flows.filter((flow) => flow.values.includes(value));
      const stands = fitOf(value);
      const verdicts = stands === "INSIDE" ? [] : by.flatMap(({ verdict }) => (verdict ? [verdict] : []));
      return {
        value,
        fit: stands,
        flows: by.map(({ key }) => key),
        verdict: verdicts.sort((a, b) => GRAVITY[b] - GRAVITY[a])[0],
      };
    }),
    silent: flows.filter((flow) => flow.values.length === 0).map(({ key }) => key),
  };
}

/** How long a duration is, in days: a year is 12 months, a month 365/12 days. */
export function nominalDays(duration: string): number {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?$/.exec(duration);
  if (!parts) return Number.NaN;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((years * 12 + months) * 365) / 12 + weeks * 7 + days + hours / 24;
}

/** Retention: a limit covers whatever is no longer. */
export const coversTime: Covers = (limit, value) => nominalDays(value) <= nominalDays(limit);
