import type { FindingOrder } from "../../gql/graphql";
import type { Order } from "../../parts/columns";

/** What the list can be sorted by. */
export const ORDERS = [
  "SEVERITY",
  "VERDICT",
  "DUE_ON",
  "SUBJECT",
  "ASSIGNED_TO",
  "RULE",
  "SEEN_SINCE",
  "PROMISE",
  "STATE",
] as const satisfies FindingOrder["field"][];

/** The gravest first, and of these what is due next. */
export const USUAL = { field: "SEVERITY", direction: "DESC" } as const satisfies Order;

/** What the server is asked to sort by. */
export function asOrder({ field, direction }: Order): FindingOrder {
  return { field: ORDERS.find((known) => known === field) ?? USUAL.field, direction };
}
