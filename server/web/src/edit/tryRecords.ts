import { graphql } from "../gql";
import type { TryRecordsMutation } from "../gql/graphql";

/** What a form's document would change, with what the register makes of each record. */
export const TryRecords = graphql(`
  mutation TryRecords($document: JSON!) {
    apply(document: $document, dryRun: true) {
      ...DeltaParts
      changes(first: 50) {
        id
        kind
        fields { field }
        node { ... on Contract { lastDay noticeDeadline } }
      }
    }
  }
`);

export type RecordsPlan = TryRecordsMutation["apply"];
