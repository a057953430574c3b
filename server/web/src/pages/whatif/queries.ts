import { graphql } from "../../gql";

/** What all that is staged changes. */
graphql(`
  fragment StagedPlan on Plan {
    ...DeltaParts
    changes(first: 500) {
      id
      kind
      node { id title }
      fields { field before after }
    }
  }
`);

export const TryStaged = graphql(`
  mutation TryStaged($document: JSON!) {
    apply(document: $document, dryRun: true) { ...StagedPlan }
  }
`);

export const ApplyStaged = graphql(`
  mutation ApplyStaged($document: JSON!) {
    apply(document: $document) { ...StagedPlan }
  }
`);

/** A record as a document writes it: how the last change left it. */
export const WrittenQuery = graphql(`
  query Written($id: ID!) {
    history(of: $id, first: 1) {
      record { after }
    }
  }
`);

export const FindRecordQuery = graphql(`
  query FindRecord($text: String!, $kinds: [NodeKind!]) {
    search(text: $text, kinds: $kinds, first: 20) {
      nodes { id title }
    }
  }
`);

export const PartyTiesQuery = graphql(`
  query PartyTies($key: String!, $on: Date) {
    party(key: $key) {
      title
      incomingFlows(liveOn: $on, first: 200) { totalCount nodes { id } }
      outgoingFlows(liveOn: $on, first: 200) { totalCount nodes { id } }
      contracts(inForceOn: $on, first: 200) { totalCount nodes { id } }
    }
  }
`);
