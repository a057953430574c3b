import { graphql } from "../../gql";

graphql(`
  fragment ChangeRow on Change {
    seq
    at
    actor
    action
    summary
    itemCount
    hash
    previousHash
  }
`);

/** The audit chain, in the order it was written. */
export const ChangesQuery = graphql(`
  query Changes($after: Int!, $first: Int!) {
    changes(after: $after, first: $first) {
      totalCount
      nodes { ...ChangeRow }
    }
  }
`);

export const ChangesOfQuery = graphql(`
  query ChangesOf($of: ID!, $before: Int, $first: Int!) {
    history(of: $of, before: $before, first: $first) {
      change { ...ChangeRow }
    }
  }
`);

/** A change with those on both sides of it, which its seal is compared with. */
export const ChangeQuery = graphql(`
  query Change($after: Int!, $first: Int!, $itemsAfter: Int!, $items: Int!) {
    around: changes(after: $after, first: $first) {
      totalCount
      nodes { ...ChangeRow }
    }
    one: changes(after: $itemsAfter, first: 1) {
      nodes {
        seq
        items(first: $items) { id kind before after fields { field before after } }
      }
    }
  }
`);
