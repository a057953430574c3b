import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { faultOf } from "../../data/faults";
import type { DeliveryPartsFragment } from "../../gql/graphql";
import { alertsChanged } from "../alerts/changed";
import { DeliveriesQuery, TestChannel } from "./queries";

export type Tested =
  | { is: "sending" }
  | { is: "slow" }
  | { is: "over"; delivery: DeliveryPartsFragment }
  | { is: "notMade"; message: string };

/** How often it is asked what became of a test, and for how long: longer than an attempt may take. */
const AGAIN = 500;
const LONGEST = 40_000;
/** A test is among the latest few messages of its channel, whatever is sent meanwhile. */
const LATEST = 50;

/** Sends a test on a channel, and waits for what becomes of it. */
export function useTest(channel: string) {
  const client = useClient();
  const [tested, setTested] = useState<Tested>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
      clearTimeout(timer.current);
    },
    [],
  );

  const test = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    clearTimeout(timer.current);
    setTested({ is: "sending" });
    const made = await client.mutation(TestChannel, { input: { key: channel } }).toPromise();
    if (mine !== turn.current) return;
    const id = made.data?.testChannel.delivery.id;
    if (made.error || !id) {
      setTested({ is: "notMade", message: made.error ? faultOf(made.error).message : "" });
      return;
    }
    const until = Date.now() + LONGEST;
    const look = async () => {
      const variables = { channel, state: null, first: LATEST };
      const { data } = await client
        .query(DeliveriesQuery, variables, { requestPolicy: "network-only" })
        .toPromise();
      if (mine !== turn.current) return;
      const delivery = data?.deliveries.find((each) => each.id === id);
      if (delivery && (delivery.state !== "PENDING" || delivery.attempts.length > 0)) {
        setTested({ is: "over", delivery });
        alertsChanged();
      } else if (Date.now() > until) setTested({ is: "slow" });
      // What could not be asked just now is asked again: the test is under way all the same.
      else timer.current = setTimeout(() => void look(), AGAIN);
    };
    await look();
  }, [client, channel]);

  return { tested, test, busy: tested?.is === "sending" };
}
