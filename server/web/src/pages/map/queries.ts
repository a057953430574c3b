import { graphql } from "../../gql";

/** Terms are named by the page, which knows them. `details` are what only the table tells: of a large register they are more than all a picture needs. */
export const SharingMapQuery = graphql(`
  query SharingMap($of: [String!], $around: [String!], $asOf: Date, $first: Int!, $details: Boolean!) {
    sharingMap(of: $of, around: $around, asOf: $asOf, first: $first) {
      totalParties
      parties {
        certainty
        hops
        hidden
        party { key name kind own country operator { key name own } }
      }
      flows {
        certainty
        verdict
        categories { term certainty }
        coverage {
          state
          day
          contracts @include(if: $details) { key title }
        }
        flow {
          key
          title
          source { key }
          recipient { key }
          regions
          purposes @include(if: $details)
          retention @include(if: $details)
        }
      }
    }
  }
`);

export const MapPathsQuery = graphql(`
  query MapPaths($to: String!, $category: String!, $asOf: Date) {
    sharingPaths(to: $to, category: $category, asOf: $asOf, first: 10) {
      complete
      paths { certainty hops flows { ...HopParts } }
    }
  }
`);

export const MapReceivedQuery = graphql(`
  query MapReceived($by: String!, $asOf: Date) {
    received(by: $by, asOf: $asOf) {
      flow { key }
      categories { term certainty }
      path { ...HopParts }
    }
  }
`);

export const MapFlowQuery = graphql(`
  query MapFlow($key: String!, $asOf: Date) {
    flow(key: $key) {
      ...HopParts
      subjects
      safeguards
      startedOn
      endedOn
      verifiedOn
      live(on: $asOf)
      verdict(asOf: $asOf)
      coverageOn: coverage(asOf: $asOf) { day }
      findings(asOf: $asOf, first: 3) { totalCount nodes { ...FindingParts } }
    }
  }
`);

export const MapPartyQuery = graphql(`
  query MapParty($key: String!, $asOf: Date) {
    party(key: $key) {
      key
      name
      kind
      own
      country
      status
      description
      operator { key name }
      findings(asOf: $asOf, first: 8) { totalCount nodes { ...FindingParts } }
    }
  }
`);

export const MapDaysQuery = graphql(`
  query MapDays($category: String) {
    contracts(first: 500) { totalCount nodes { key title effectiveOn lastDay } }
    flows(filter: { category: $category }, first: 500) { totalCount nodes { key title startedOn endedOn } }
    notices(first: 100) { totalCount nodes { key title effectiveOn lastDay } }
  }
`);

/** Apart: of a large register it takes long, and what was and is need not wait for it. */
export const MapForecastQuery = graphql(`
  query MapForecast($until: Date!) {
    forecast(until: $until) {
      on
      counts { findingsAppeared findingsDisappeared }
    }
  }
`);

export const MapPartySearchQuery = graphql(`
  query MapPartySearch($text: String!) {
    search(text: $text, kinds: [PARTY], first: 12) { nodes { title node { key } } }
  }
`);
