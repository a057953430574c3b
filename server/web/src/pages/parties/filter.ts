import type { PartyFilter } from "../../gql/graphql";
import { type ListAddress, namedIn } from "../../parts/listAddress";
import { KINDS, STATUSES } from "./query";

type Says = Pick<ListAddress, "one" | "all">;

/** What the address of the list asks of the server. */
export function partyFilter({ one, all }: Says): PartyFilter {
  const own = one("own");
  const kind = namedIn(all("kind"), KINDS);
  const status = namedIn(all("status"), STATUSES);
  const filter: PartyFilter = {};
  if (kind.length > 0) filter.kind = kind;
  if (status.length > 0) filter.status = status;
  if (own === "yes" || own === "no") filter.own = own === "yes";
  for (const name of ["text", "tag", "country", "operator"] as const) {
    const value = one(name);
    if (value) filter[name] = value;
  }
  return filter;
}

/** The most precise of what is received, each kind once, and what is certain before what is possible. */
export function kindsReceived(
  receipts: readonly { categories: readonly { term: string; certainty: string }[] }[],
): { certain: string[]; possible: string[] } {
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const { categories } of receipts) {
    for (const { term, certainty } of categories) (certainty === "CERTAIN" ? certain : possible).add(term);
  }
  return {
    certain: [...certain].sort(),
    possible: [...possible].filter((term) => !certain.has(term)).sort(),
  };
}
