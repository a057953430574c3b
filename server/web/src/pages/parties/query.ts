import { graphql } from "../../gql";
import type { PartyKind, PartyOrderField, PartyStatus } from "../../gql/graphql";

export const KINDS: readonly PartyKind[] = [
  "SELF",
  "AFFILIATE",
  "SYSTEM",
  "VENDOR",
  "PARTNER",
  "PUBLIC_AUTHORITY",
];
export const STATUSES: readonly PartyStatus[] = ["PROSPECT", "ACTIVE", "SUSPENDED", "OFFBOARDED"];
export const ORDERS: readonly PartyOrderField[] = ["NAME", "KEY", "CHANGED"];

export const PartiesQuery = graphql(`
  query PartyList($filter: PartyFilter, $orderBy: PartyOrder, $asOf: Date, $first: Int, $after: String) {
    parties(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { ...PartyRow }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
`);

graphql(`
  fragment PartyRow on Party {
    id
    key
    name
    kind
    own
    status
    country
    owner
    tags
    website
    operator { key name }
    received(asOf: $asOf) { categories { term certainty } }
    findings(asOf: $asOf, first: 1) { totalCount nodes { verdict } }
  }
`);
