import { plusDays } from "../../data/day";
import type { ContractFilter, ContractKind, ContractOrderField } from "../../gql/graphql";
import { type ListAddress, namedIn } from "../../parts/listAddress";

export const KINDS: readonly ContractKind[] = [
  "MASTER_AGREEMENT",
  "DATA_PROCESSING_AGREEMENT",
  "JOINT_CONTROLLER",
  "DATA_SHARING",
  "SCC",
  "NDA",
  "BAA",
  "ORDER",
  "ADDENDUM",
];
export const ORDERS: readonly ContractOrderField[] = [
  "KEY",
  "NAME",
  "LAST_DAY",
  "NOTICE_DEADLINE",
  "CHANGED",
];

/** Days ahead within which something ends or must be decided. */
export const AHEAD: readonly number[] = [30, 90, 180, 365];

/** The days ahead that an address names; undefined when it names none. */
export function ahead(text: string | undefined): number | undefined {
  const days = text && /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days > 0 ? days : undefined;
}

/**
 * What the address of the list asks of the server. The last of so many days counts, and the schema's days are the first
 * that do not.
 */
export function contractFilter(
  { one, all }: Pick<ListAddress, "one" | "all">,
  day: string,
  today: string,
): ContractFilter {
  const filter: ContractFilter = {};
  const kind = namedIn(all("kind"), KINDS);
  const [ends, notice] = [ahead(one("ends")), ahead(one("notice"))];
  if (kind.length > 0) filter.kind = kind;
  if (one("live") === "yes") filter.inForceOn = day;
  if (ends) filter.expiringBefore = plusDays(today, ends + 1);
  if (notice) filter.noticeBefore = plusDays(today, notice + 1);
  for (const name of ["text", "party"] as const) {
    const value = one(name);
    if (value) filter[name] = value;
  }
  return filter;
}
