import { graphql } from "../../gql";
import type { AlertRowFragment } from "../../gql/graphql";

/** Two of its findings say what it is about, and whether there are more. */
graphql(`
  fragment AlertRow on Alert {
    number kind severity title at asOf state cause channels escalated owners
    acknowledgedBy acknowledgedAt note snoozedUntil
    subject { id title }
    about: findings(first: 2) { id subjectId subject { id title } }
  }
`);

export type Row = AlertRowFragment;

export const AlertsQuery = graphql(`
  query Alerts(
    $states: [AlertState!], $kinds: [AlertKind!], $minSeverity: Severity, $orderBy: AlertOrder, $after: Int, $first: Int!
  ) {
    alerts(
      states: $states, kinds: $kinds, minSeverity: $minSeverity, orderBy: $orderBy, after: $after, first: $first
    ) { ...AlertRow }
  }
`);

export const AlertQuery = graphql(`
  query Alert($number: Int!) {
    alert(number: $number) {
      ...AlertRow
      tags
      findings(first: 100) { ...FindingParts }
    }
  }
`);

/** The latest messages, to find those that an alert was in. */
export const WentQuery = graphql(`
  query Went($first: Int!) {
    deliveries(first: $first) { ...DeliveryParts }
  }
`);

export const GivenUpQuery = graphql(`
  query GivenUp($first: Int!) {
    deliveries(state: DEAD, first: $first) { ...DeliveryParts }
  }
`);

export const AcknowledgeAlert = graphql(`
  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) { alert { ...AlertRow } }
  }
`);

export const SnoozeAlert = graphql(`
  mutation SnoozeAlert($input: SnoozeAlertInput!) {
    snoozeAlert(input: $input) { alert { ...AlertRow } }
  }
`);

export const ReopenAlert = graphql(`
  mutation ReopenAlert($input: ReopenAlertInput!) {
    reopenAlert(input: $input) { alert { ...AlertRow } }
  }
`);

export const AlertChanged = graphql(`
  subscription AlertChanged {
    alertChanged { number }
  }
`);
