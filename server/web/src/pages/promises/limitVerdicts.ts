import type { Verdict } from "../../gql/graphql";
import type { LimitName } from "./draft";
import { ASPECT } from "./sentences";

const GRAVITY: Record<Verdict, number> = { KEPT: 0, UNPROVEN: 1, BROKEN: 2 };

interface Found {
  aspect: string | null;
  verdict: Verdict;
}

/**
 * How each limit of a promise fares, by the findings about the side it is on. Undefined where that cannot be told: when not
 * all findings are known, or when several limits share a side that something was found about.
 */
export function limitVerdicts(
  limits: readonly LimitName[],
  findings: readonly Found[],
  { judged, complete }: { judged: boolean; complete: boolean },
): Map<LimitName, Verdict> {
  const verdicts = new Map<LimitName, Verdict>();
  if (!judged) return verdicts;
  for (const limit of limits) {
    const about = findings.filter(({ aspect }) => aspect === ASPECT[limit]);
    if (about.length === 0) {
      if (complete) verdicts.set(limit, "KEPT");
      continue;
    }
    const alone = limits.filter((other) => ASPECT[other] === ASPECT[limit]).length === 1;
    if (!alone) continue;
    const worst = about.reduce((a, b) => (GRAVITY[b.verdict] > GRAVITY[a.verdict] ? b : a));
    verdicts.set(limit, worst.verdict);
  }
  return verdicts;
}
