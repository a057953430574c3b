import { graphql } from "../../gql";

export const ApplyDocument = graphql(`
  mutation ApplyDocument($document: JSON!, $dryRun: Boolean!) {
    apply(document: $document, dryRun: $dryRun) {
      ...DeltaParts
      changes(first: 500) {
        id
        kind
        node { id title }
        fields { field before after }
      }
    }
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
