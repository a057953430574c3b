import type { ContractUnderQuery, FlowUnderFragment } from "../../gql/graphql";
import type { ContractGroup } from "./group";

type Party = NonNullable<ContractUnderQuery["party"]>;

export interface Under {
  flows: FlowUnderFragment[];
  /** Whether some flows were not looked at. */
  cut: boolean;
}

/** Of all that flows to and from a party, what is governed by a contract: covered by it, or said to be. */
export function flowsUnder(party: Party, { root, amendments, layers }: ContractGroup): Under {
  const keys = new Set([root.key, ...amendments.map(({ key }) => key)]);
  const operators = new Set(
    layers.flatMap((layer) => layer.parties.map(({ party }) => party.operator?.key ?? party.key)),
  );
  const lists = [party, ...party.operates.nodes].flatMap((at) => [at.incomingFlows, at.outgoingFlows]);
  const flows = new Map<string, FlowUnderFragment>();
  for (const flow of lists.flatMap(({ nodes }) => nodes)) {
    const ends = [flow.source, flow.recipient].map(({ key, operator }) => operator?.key ?? key);
    if (ends[0] === ends[1] || !ends.every((end) => operators.has(end))) continue;
    const named = flow.contract !== null && keys.has(flow.contract.key);
    if (named || flow.coverage.contracts.some(({ key }) => keys.has(key))) flows.set(flow.key, flow);
  }
  const cut =
    party.operates.totalCount > party.operates.nodes.length ||
    lists.some(({ totalCount, nodes }) => totalCount > nodes.length);
  return { flows: [...flows.values()].sort((a, b) => a.title.localeCompare(b.title)), cut };
}
