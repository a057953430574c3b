import { graphql } from "../../gql";
import type { ChannelPartsFragment } from "../../gql/graphql";

/** All that a channel says. */
graphql(`
  fragment ChannelParts on Channel {
    id key title name kind url urlFrom secretFrom to
    about { kinds rules minSeverity owners tags }
    schedule zone
    quiet { from until days }
    escalation { after to }
    subject body resolved paused revision
  }
`);

export type Channel = ChannelPartsFragment;

graphql(`
  fragment DeliveryParts on Delivery {
    id channelKey at state isTest resolved nextAttemptAt
    channel { id title }
    attempts { at sent detail }
    alerts { number title }
  }
`);

export const ChannelsQuery = graphql(`
  query Channels($first: Int!, $after: String) {
    channels(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...ChannelParts }
    }
  }
`);

export const ChannelQuery = graphql(`
  query Channel($key: String!) {
    channel(key: $key) { ...ChannelParts }
  }
`);

export const DeliveriesQuery = graphql(`
  query Deliveries($channel: String!, $state: DeliveryState, $first: Int!) {
    deliveries(channel: $channel, state: $state, first: $first) { ...DeliveryParts }
  }
`);

/** Whoever escalates to it keeps a channel from being removed. */
export const EscalationsQuery = graphql(`
  query Escalations {
    channels(first: 500) { nodes { id key title escalation { to } } }
  }
`);

export const CreateChannel = graphql(`
  mutation CreateChannel($input: CreateChannelInput!) {
    createChannel(input: $input) { channel { ...ChannelParts } }
  }
`);

export const UpdateChannel = graphql(`
  mutation UpdateChannel($input: UpdateChannelInput!) {
    updateChannel(input: $input) { channel { ...ChannelParts } }
  }
`);

export const DeleteChannel = graphql(`
  mutation DeleteChannel($input: DeleteChannelInput!) {
    deleteChannel(input: $input) { revision }
  }
`);

export const TestChannel = graphql(`
  mutation TestChannel($input: TestChannelInput!) {
    testChannel(input: $input) { delivery { ...DeliveryParts } }
  }
`);

export const DeliveryChanged = graphql(`
  subscription DeliveryChanged {
    deliveryChanged { ...DeliveryParts }
  }
`);

export const ReplayDelivery = graphql(`
  mutation ReplayDelivery($input: ReplayDeliveryInput!) {
    replayDelivery(input: $input) { delivery { ...DeliveryParts } }
  }
`);
