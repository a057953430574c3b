import { graphql } from "../../gql";

/** What is recorded of a party, and what is wrong with it. */
export const PartyQuery = graphql(`
  query Party($key: String!, $asOf: Date) {
    party(key: $key) {
      ...PartyRecord
      findings(asOf: $asOf, first: 100) { totalCount nodes { ...FindingParts } }
      contracts(first: 50) {
        totalCount
        nodes {
          key
          title
          kind
          parties { role party { key name } }
          inForce(on: $asOf)
          term(on: $asOf) { until }
          lastDay
        }
      }
    }
  }
`);

graphql(`
  fragment PartyRecord on Party {
    id
    key
    name
    kind
    own
    status
    offboardedOn
    country
    owner
    website
    privacyPolicy
    description
    tags
    domains
    operator { key name }
    identifiers { scheme value }
    contacts { role name email url }
    certifications { scheme validFrom validUntil url }
    operates(first: 50) { totalCount nodes { key name status } }
  }
`);

/** What it and all it runs hold of our data, from where, and who got it from there. */
export const HoldsQuery = graphql(`
  query PartyHolds($key: String!, $asOf: Date, $receipts: Int!, $downstream: Int!) {
    exposure(of: $key, asOf: $asOf) {
      categories { term certainty }
      counts { received downstream }
      received(first: $receipts) {
        flow { key recipient { key name } }
        categories { term certainty }
        path { ...HopParts }
      }
      downstream(first: $downstream) {
        party { key name }
        certainty
        hops
        categories { term certainty }
        path { ...HopParts }
      }
    }
  }
`);

export const BreachQuery = graphql(`
  query PartyBreach($key: String!, $asOf: Date) {
    exposure(of: $key, asOf: $asOf) {
      parties(first: 20) { key name }
      categories { term certainty }
      subjects
      subjectsComplete
      counts { parties received downstream contracts promises }
      downstream(first: 20) { party { key name } certainty }
      contracts(first: 20) {
        contract { key title }
        with { key name }
        presence
        hours
      }
      noticeHours
      promises(first: 20) { promise { id key quote title } certainty }
    }
  }
`);
