import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useEffect, useRef, useState } from "react";
import { type AnyVariables, useSubscription } from "urql";
import { useAsk } from "../../data/live";
import type { DeliveryPartsFragment } from "../../gql/graphql";
import { useAlertTurn } from "../alerts/changed";
import { DeliveryChanged } from "./queries";

/** Messages as they are now: asked again when one is made or was tried, on the channel that is asked for if one is. */
export function useDeliveries<Variables extends AnyVariables & { channel?: string }>(
  query: TypedDocumentNode<{ deliveries: DeliveryPartsFragment[] }, Variables>,
  variables: Variables,
) {
  const asked = useAsk(query, variables);
  const { again, fetching } = asked;
  const [heard, setHeard] = useState(0);
  const channel = variables?.channel;
  useSubscription({ query: DeliveryChanged }, (_, news) => {
    if (channel === undefined || news.deliveryChanged.channelKey === channel) setHeard((count) => count + 1);
    return news;
  });
  const turn = useAlertTurn() + heard;
  const seen = useRef(turn);
  useEffect(() => {
    // As in `useAsk`: what is on its way may be answered as of before the message.
    if (seen.current === turn || fetching) return;
    seen.current = turn;
    again();
  }, [turn, again, fetching]);
  return { ...asked, deliveries: asked.data?.deliveries };
}
