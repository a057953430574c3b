import type { Verdict } from "../../gql/graphql";

/** The verdict on all promises together; undefined when there are none. */
export function worstOf(counts: { kept: number; broken: number; unproven: number }): Verdict | undefined {
  if (counts.broken > 0) return "BROKEN";
  if (counts.unproven > 0) return "UNPROVEN";
  return counts.kept > 0 ? "KEPT" : undefined;
}
