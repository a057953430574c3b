import { graphql } from "../../gql";

graphql(`
  fragment FindingRow on Finding {
    ...FindingParts
    subjectId
    subject { id title }
    promise { id title quote }
    contract { id title }
    clause
    categories
    seenSince
    dueOn
    acceptance { reason owner acceptedOn until }
    assignment { to dueOn note }
  }
`);

export const FindingsQuery = graphql(`
  query Findings(
    $asOf: Date, $rule: String, $minSeverity: Severity, $verdict: Verdict, $subject: ID, $state: FindingState,
    $assignedTo: String, $assigned: Boolean, $about: NodeKind, $text: String, $orderBy: FindingOrder, $first: Int, $after: String
  ) {
    report(asOf: $asOf) {
      findings(
        rule: $rule, minSeverity: $minSeverity, verdict: $verdict, subject: $subject, state: $state,
        assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, orderBy: $orderBy, first: $first, after: $after
      ) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { ...FindingRow }
      }
    }
  }
`);

/** How many there are so grave or graver, and how many nobody accepted. */
export const FindingCountsQuery = graphql(`
  query FindingCounts(
    $asOf: Date, $rule: String, $verdict: Verdict, $subject: ID, $state: FindingState, $assignedTo: String, $assigned: Boolean,
    $about: NodeKind, $text: String
  ) {
    report(asOf: $asOf) {
      complete
      counts { findings }
      open: findings(state: OPEN, first: 1) { totalCount }
      accepted: findings(state: ACCEPTED, first: 1) { totalCount }
      CRITICAL: findings(minSeverity: CRITICAL, rule: $rule, verdict: $verdict, subject: $subject, state: $state, assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, first: 1) { totalCount }
      HIGH: findings(minSeverity: HIGH, rule: $rule, verdict: $verdict, subject: $subject, state: $state, assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, first: 1) { totalCount }
      MEDIUM: findings(minSeverity: MEDIUM, rule: $rule, verdict: $verdict, subject: $subject, state: $state, assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, first: 1) { totalCount }
      LOW: findings(minSeverity: LOW, rule: $rule, verdict: $verdict, subject: $subject, state: $state, assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, first: 1) { totalCount }
      INFO: findings(minSeverity: INFO, rule: $rule, verdict: $verdict, subject: $subject, state: $state, assignedTo: $assignedTo, assigned: $assigned, about: $about, text: $text, first: 1) { totalCount }
    }
  }
`);

export const FindingQuery = graphql(`
  query Finding($id: ID!, $asOf: Date) {
    finding(id: $id, asOf: $asOf) {
      ...FindingRow
      asOf
      firstSeen
      explanation
      contract {
        id title
        clauses { kind presence locator }
      }
      promise {
        id title quote section kind
        notice { id title }
      }
      path { ...HopParts }
    }
  }
`);

/** Each repair is tried by the server, so they are asked for apart from what is shown first. */
export const RepairsQuery = graphql(`
  query FindingRepairs($id: ID!, $asOf: Date) {
    finding(id: $id, asOf: $asOf) {
      id
      repairs {
        kind
        title
        document
        findingsDisappeared { ...FindingParts }
        findingsAppeared { ...FindingParts }
      }
    }
  }
`);

export const SubjectTitleQuery = graphql(`
  query SubjectTitle($id: ID!) {
    node(id: $id) { id title }
  }
`);

export const MeQuery = graphql(`
  query Me {
    viewer { name }
  }
`);

export const AssigneesQuery = graphql(`
  query Assignees {
    assignments(first: 500) {
      nodes { id to }
    }
  }
`);

export const AssignFinding = graphql(`
  mutation AssignFinding($input: AssignFindingInput!) {
    assignFinding(input: $input) {
      finding { ...FindingRow }
    }
  }
`);

export const UnassignFinding = graphql(`
  mutation UnassignFinding($input: UnassignFindingInput!) {
    unassignFinding(input: $input) {
      finding { ...FindingRow }
    }
  }
`);

export const AcceptRisk = graphql(`
  mutation AcceptRisk($input: AcceptRiskInput!) {
    acceptRisk(input: $input) {
      finding { ...FindingRow }
    }
  }
`);

export const ReopenFinding = graphql(`
  mutation ReopenFinding($input: ReopenFindingInput!) {
    reopenFinding(input: $input) {
      finding { ...FindingRow }
    }
  }
`);
