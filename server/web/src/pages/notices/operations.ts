import { graphql } from "../../gql";

export const NoticeQuery = graphql(`
  query OneNotice($key: String!, $asOf: Date) {
    notice(key: $key) {
      ...NoticeFacts
      lastDay
      inForce(on: $asOf)
      promises { id key quote section kind verdict(asOf: $asOf) }
      findings(asOf: $asOf, first: 20) {
        totalCount
        nodes { ...FindingParts }
      }
    }
  }
`);

export const ChainQuery = graphql(`
  query NoticeChain($by: String) {
    notices(filter: { by: $by }, orderBy: { field: EFFECTIVE_ON }, first: 200) {
      nodes { key title effectiveOn lastDay supersedes { key } }
    }
  }
`);

export const CreateNotice = graphql(`
  mutation CreateNotice($input: CreateNoticeInput!) {
    createNotice(input: $input) { summary revision notice { key revision } }
  }
`);

export const UpdateNotice = graphql(`
  mutation UpdateNotice($input: UpdateNoticeInput!) {
    updateNotice(input: $input) { summary revision notice { key revision } }
  }
`);

export const DeleteNotice = graphql(`
  mutation DeleteNotice($input: DeleteNoticeInput!) {
    deleteNotice(input: $input) { summary revision deletedId }
  }
`);
