import { useMemo } from "react";
import { useAsk } from "../../data/live";
import { AssigneesQuery } from "./queries";

/** Who sees to anything, by name, each once. */
export function useAssignees(): string[] {
  const nodes = useAsk(AssigneesQuery, {}).data?.assignments.nodes;
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { to } of nodes ?? []) if (!names.has(to.toLowerCase())) names.set(to.toLowerCase(), to);
    return [...names.values()].sort((a, b) => a.localeCompare(b));
  }, [nodes]);
}
