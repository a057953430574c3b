import { graphql } from "../../gql";
import type { Consideration, FlowOrderField, LegalBasis } from "../../gql/graphql";

export const BASES: readonly LegalBasis[] = [
  "CONSENT",
  "EXPLICIT_CONSENT",
  "CONTRACT",
  "LEGAL_OBLIGATION",
  "VITAL_INTERESTS",
  "PUBLIC_TASK",
  "LEGITIMATE_INTERESTS",
  "LEGITIMATE_INTERESTS_NOT_OBJECTABLE",
];
export const CONSIDERATIONS: readonly Consideration[] = [
  "NONE",
  "SERVICE",
  "SALE",
  "CROSS_CONTEXT_ADVERTISING",
];
export const ORDERS: readonly FlowOrderField[] = ["KEY", "STARTED_ON", "ENDED_ON", "VERIFIED_ON", "CHANGED"];

export const FlowsQuery = graphql(`
  query FlowList($filter: FlowFilter, $orderBy: FlowOrder, $asOf: Date, $first: Int, $after: String) {
    flows(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { ...FlowRow }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
`);

graphql(`
  fragment FlowRow on Flow {
    id
    key
    title
    source { key name }
    recipient { key name }
    categories
    purposes
    regions
    retention
    legalBasis
    consideration
    startedOn
    endedOn
    verifiedOn
    revision
    verdict(asOf: $asOf)
    coverage(asOf: $asOf) { state contracts { key title } }
  }
`);

/** A flow, what it carries, what admits it and what is wrong with it. */
export const FlowQuery = graphql(`
  query Flow($key: String!, $asOf: Date) {
    flow(key: $key) {
      ...FlowRecord
      ...HopParts
      live(on: $asOf)
      internal
      verdict(asOf: $asOf)
      coverage(asOf: $asOf) {
        state
        day
        contracts { key title terms { categories purposes subjects regions maxRetention safeguards } }
      }
      findings(asOf: $asOf, first: 50) { totalCount nodes { ...FindingParts } }
    }
  }
`);

graphql(`
  fragment FlowRecord on Flow {
    id
    key
    title
    source { key name }
    recipient { key name own }
    categories
    purposes
    subjects
    legalBasis
    regions
    retention
    safeguards
    consent
    consideration
    startedOn
    endedOn
    contract { key title }
    verifiedOn
    derives { from to }
    description
    revision
  }
`);

export const CarriedQuery = graphql(`
  query FlowCarries($recipient: String!, $asOf: Date) {
    received(by: $recipient, asOf: $asOf) {
      flow { key }
      categories { term certainty }
      path { ...HopParts }
    }
  }
`);

export const VerifyFlow = graphql(`
  mutation VerifyFlow($input: VerifyFlowInput!) {
    verifyFlow(input: $input) { flow { id revision verifiedOn } }
  }
`);

export const EndFlow = graphql(`
  mutation EndFlow($input: EndFlowInput!) {
    endFlow(input: $input) { flow { id revision endedOn } }
  }
`);

export const UpdateFlow = graphql(`
  mutation UpdateFlowBack($input: UpdateFlowInput!) {
    updateFlow(input: $input) { flow { id revision verifiedOn endedOn } }
  }
`);
