import { graphql } from "../../gql";
import type { PromiseReadFragment, PromiseWholeFragment } from "../../gql/graphql";

graphql(`
  fragment PromiseRead on Promise {
    id
    key
    title
    kind
    quote
    section
    verdict(asOf: $asOf)
    scope { categories subjects regions }
    notice { key }
  }
`);

graphql(`
  fragment SelectorParts on RecipientSelector { kinds parties tags }
`);

graphql(`
  fragment PromiseWhole on Promise {
    ...PromiseRead
    revision
    notice {
      key
      title
      inForce(on: $asOf)
      audience { subjects regions }
    }
    limits {
      onlyPurposes
      neverPurposes
      onlyRecipients { ...SelectorParts }
      neverRecipients { ...SelectorParts }
      onlyRegions
      neverRegions
      maxRetention
      safeguards
      consent
      neverSold
      contractRequired
      onwardSharing
    }
    shares { purposes recipients { ...SelectorParts } }
  }
`);

/** A promise as the notice reads it. */
export type PromiseRead = PromiseReadFragment;
/** A promise with its meaning. */
export type PromiseWhole = PromiseWholeFragment;

export const PromiseQuery = graphql(`
  query OnePromise($key: String!, $asOf: Date) {
    promise(key: $key) {
      ...PromiseWhole
      findings(asOf: $asOf, first: 50) {
        totalCount
        nodes {
          ...FindingParts
          categories
          path { ...HopParts }
        }
      }
    }
  }
`);

/** The facts of a notice that a document has to say of it. */
export const NoticeFactsQuery = graphql(`
  query NoticeFacts($key: String!) {
    notice(key: $key) { ...NoticeFacts }
  }
`);

graphql(`
  fragment NoticeFacts on Notice {
    id
    key
    title
    by { key name }
    systems { key name }
    effectiveOn
    endedOn
    supersedes { key title }
    consentRenewed
    audience { subjects regions }
    url
    revision
  }
`);

export const CreatePromise = graphql(`
  mutation CreatePromise($input: CreatePromiseInput!) {
    createPromise(input: $input) { summary revision promise { key revision } }
  }
`);

export const UpdatePromise = graphql(`
  mutation UpdatePromise($input: UpdatePromiseInput!) {
    updatePromise(input: $input) { summary revision promise { key revision } }
  }
`);

export const DeletePromise = graphql(`
  mutation DeletePromise($input: DeletePromiseInput!) {
    deletePromise(input: $input) { summary revision deletedId }
  }
`);
