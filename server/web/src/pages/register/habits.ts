import { useMemo } from "react";
import { useAsk } from "../../data/live";
import type { Likely } from "../../edit/TermsGroup";
import { graphql } from "../../gql";

const HabitsQuery = graphql(`
  query Habits($filter: FlowFilter) {
    flows(filter: $filter, first: 200) {
      nodes { categories purposes subjects safeguards }
    }
  }
`);

/** What is listed most often, the most frequent first. */
export function often(lists: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const list of lists) for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([item]) => item);
}

/** What some flows of the register have in common: likely in another of them. */
export function useHabits(filter: { source?: string; recipient?: string }, pause = false): Likely {
  const { data } = useAsk(HabitsQuery, { filter }, { pause });
  return useMemo(() => {
    const flows = data?.flows.nodes ?? [];
    return {
      categories: often(flows.map(({ categories }) => categories)),
      purposes: often(flows.map(({ purposes }) => purposes)),
      subjects: often(flows.map(({ subjects }) => subjects)),
      safeguards: often(flows.map(({ safeguards }) => safeguards)),
    };
  }, [data]);
}

/** Several guesses, the better ones first. */
export function together(...guesses: readonly Likely[]): Likely {
  const all = (of: (guess: Likely) => readonly string[] | undefined) => [
    ...new Set(guesses.flatMap((guess) => of(guess) ?? [])),
  ];
  return {
    categories: all(({ categories }) => categories),
    purposes: all(({ purposes }) => purposes),
    subjects: all(({ subjects }) => subjects),
    regions: all(({ regions }) => regions),
    safeguards: all(({ safeguards }) => safeguards),
  };
}
