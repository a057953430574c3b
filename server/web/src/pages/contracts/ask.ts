import { graphql } from "../../gql";

graphql(`
  fragment LifeParts on Contract {
    effectiveOn
    endsOn
    renewal { kind period notice }
    renewals { agreedOn endsOn }
    noticeGivenOn
    terminatedOn
  }
`);

graphql(`
  fragment ClauseParts on Clause {
    kind
    presence
    locator
    hours
    days
    authorisation
    noticeDays
    objectionDays
    approved
    choice
    certificate
    mechanism
    modules
  }
`);

// What makes a contract and its amendments count as one.
graphql(`
  fragment LayerParts on Contract {
    id
    key
    title
    kind
    signedOn
    ...LifeParts
    parties { role party { id key name own operator { key } } }
    terms { categories purposes subjects regions maxRetention safeguards }
    clauses { ...ClauseParts }
  }
`);

export const ContractPageQuery = graphql(`
  query ContractPage($key: String!, $asOf: Date) {
    contract(key: $key) {
      ...LayerParts
      name
      revision
      owner
      description
      alertDays
      documents { name sha256 url }
      master { id key title kind ...LifeParts }
      amendments { ...LayerParts }
      amends { ...LayerParts amendments { ...LayerParts } }
      findings(asOf: $asOf, first: 100) {
        totalCount
        nodes { ...FindingParts clause subjectId }
      }
    }
  }
`);

graphql(`
  fragment FlowUnder on Flow {
    id
    key
    title
    source { key name operator { key } }
    recipient { key name operator { key } }
    categories
    purposes
    subjects
    regions
    retention
    safeguards
    contract { key }
    verdict(asOf: $asOf)
    coverage(asOf: $asOf) { state contracts { key } }
  }
`);

/** What flows to and from a party and what it runs, and what else it signed. */
export const UnderQuery = graphql(`
  query ContractUnder($party: String!, $asOf: Date, $day: Date!) {
    party(key: $party) {
      incomingFlows(liveOn: $day, first: 200) { totalCount nodes { ...FlowUnder } }
      outgoingFlows(liveOn: $day, first: 200) { totalCount nodes { ...FlowUnder } }
      operates(first: 20) {
        totalCount
        nodes {
          incomingFlows(liveOn: $day, first: 50) { totalCount nodes { ...FlowUnder } }
          outgoingFlows(liveOn: $day, first: 50) { totalCount nodes { ...FlowUnder } }
        }
      }
      contracts(first: 100) { nodes { id key title kind master { key } ...LifeParts } }
    }
  }
`);

export const PlacesQuery = graphql(`
  query Places {
    taxonomy { regions { key members } }
  }
`);

export const GiveNoticeMutation = graphql(`
  mutation GiveNotice($input: GiveNoticeInput!) {
    giveNotice(input: $input) { contract { id revision } summary }
  }
`);

export const RenewMutation = graphql(`
  mutation RenewContract($input: RenewContractInput!) {
    renewContract(input: $input) { contract { id revision } summary }
  }
`);

export const TerminateMutation = graphql(`
  mutation TerminateContract($input: TerminateContractInput!) {
    terminateContract(input: $input) { contract { id revision } summary }
  }
`);

/** Takes back what one of the three did. */
export const RestoreMutation = graphql(`
  mutation RestoreContract($input: UpdateContractInput!) {
    updateContract(input: $input) { contract { id revision } summary }
  }
`);
