import type { ContractPageQuery, LayerPartsFragment } from "../../gql/graphql";
import { standing } from "./life";

export type PageContract = NonNullable<ContractPageQuery["contract"]>;

/** A contract with its amendments, which count as one. */
export interface ContractGroup {
  root: LayerPartsFragment;
  /** Every amendment, the first to be in force first. */
  amendments: LayerPartsFragment[];
  /** What speaks on the day: the amendments in force, the latest first, and then the contract. */
  layers: LayerPartsFragment[];
}

export function groupOf(contract: PageContract, day: string): ContractGroup {
  const root = contract.amends ?? contract;
  const amendments = [...(contract.amends?.amendments ?? contract.amendments)].sort(
    (a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || a.key.localeCompare(b.key),
  );
  const inForce = amendments.filter((amendment) => standing(amendment, day) === "IN_FORCE");
  return { root, amendments, layers: [...inForce.reverse(), root] };
}

type Terms = LayerPartsFragment["terms"];

/** What the latest amendment in force that records a term says of it, and which that is, when it is not the contract. */
export function termOf<Name extends keyof Omit<Terms, "__typename">>(
  { root, layers }: ContractGroup,
  name: Name,
): { value: Terms[Name]; from: LayerPartsFragment | undefined } {
  const records = ({ terms }: LayerPartsFragment) => {
    const value = terms[name];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  };
  const layer = layers.find(records) ?? root;
  return { value: layer.terms[name], from: layer === root ? undefined : layer };
}

const WORKS_FOR_OTHERS = ["SUB_PROCESSOR", "PROCESSOR", "SERVICE_PROVIDER", "CONTRACTOR"];

/** The party whose flows are looked at for those under a contract: not us, and rather the one that works for the other. */
export function otherSide({ layers }: ContractGroup): { key: string; name: string } | undefined {
  const parties = layers.flatMap((layer) => layer.parties);
  const rank = ({ role, party }: (typeof parties)[number]) =>
    (party.own ? 10 : 0) + (WORKS_FOR_OTHERS.includes(role) ? 0 : 1);
  return parties.toSorted((a, b) => rank(a) - rank(b))[0]?.party;
}
