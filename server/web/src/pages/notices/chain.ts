import { plusDays } from "../../data/day";

/** A notice of a chain, each taking the place of an earlier one. */
export interface Link {
  key: string;
  title: string;
  effectiveOn: string;
  /** The last day in force; null while that is not known. */
  lastDay: string | null;
  supersedes: { key: string } | null;
}

/** The notices that lead to one and come after it, the earliest first. */
export function chainOf<Item extends Link>(notices: readonly Item[], key: string): Item[] {
  const byKey = new Map(notices.map((notice) => [notice.key, notice]));
  const found = new Set<string>();
  for (let at = byKey.get(key); at && !found.has(at.key); at = byKey.get(at.supersedes?.key ?? ""))
    found.add(at.key);
  // What comes after: there may be several, such as one a country.
  const after = [key];
  for (let next = after.pop(); next !== undefined; next = after.pop()) {
    for (const notice of notices) {
      if (notice.supersedes?.key !== next || found.has(notice.key)) continue;
      found.add(notice.key);
      after.push(notice.key);
    }
  }
  return notices
    .filter((notice) => found.has(notice.key))
    .sort((a, b) =>
      a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.key < b.key ? -1 : 1,
    );
}

export interface Bar {
  key: string;
  /** In percent of the whole. */
  left: number;
  width: number;
  openEnded: boolean;
}

const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Where the periods of notices lie on a line that ends a while after today, and where the day is that is looked at. */
export function barsOf(chain: readonly Link[], day: string): { bars: Bar[]; at: number } {
  const days = chain.flatMap(({ effectiveOn, lastDay }) => [effectiveOn, ...(lastDay ? [lastDay] : [])]);
  const first = [...days, day].sort()[0] as string;
  const known = [...days, day].sort().at(-1) as string;
  const span = Math.max(90, number(known) - number(first));
  const from = number(first);
  const until = number(plusDays(known, Math.round(span * 0.08)));
  const percent = (at: number) => ((at - from) / (until - from)) * 100;
  return {
    at: percent(number(day)),
    bars: chain.map(({ key, effectiveOn, lastDay }) => {
      const left = percent(number(effectiveOn));
      const right = lastDay ? percent(number(lastDay) + 1) : 100;
      return { key, left, width: Math.max(1, right - left), openEnded: lastDay === null };
    }),
  };
}
