import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import type { AnyVariables } from "urql";
import { useAsk } from "../../data/live";
import type { DeliveryPartsFragment } from "../../gql/graphql";
import { useAlertTurn } from "../alerts/changed";

/** As often as the service looks whether something's time has come. Nobody tells of messages, so they are asked for. */
const AGAIN = 5000;

/** Messages as they are now: asked again and again while the page is looked at. */
export function useDeliveries<Variables extends AnyVariables>(
  query: TypedDocumentNode<{ deliveries: DeliveryPartsFragment[] }, Variables>,
  variables: Variables,
  every = AGAIN,
) {
  const asked = useAsk(query, variables);
  const { again } = asked;
  const turn = useAlertTurn();
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    again();
  }, [turn, again]);
  const visible = useDocumentVisibility() === "visible";
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!visible) return;
    const timer = setInterval(() => latest.current(), every);
    return () => clearInterval(timer);
  }, [visible, every]);
  return { ...asked, deliveries: asked.data?.deliveries };
}
