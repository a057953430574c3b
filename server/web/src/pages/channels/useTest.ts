import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { listening } from "../../data/client";
import { faultOf } from "../../data/faults";
import type { DeliveryPartsFragment } from "../../gql/graphql";
import { alertsChanged } from "../alerts/changed";
import { DeliveriesQuery, DeliveryChanged, TestChannel } from "./queries";

export type Tested =
  | { is: "sending" }
  | { is: "slow" }
  | { is: "over"; delivery: DeliveryPartsFragment }
  | { is: "notMade"; message: string };

/** For how long it is waited: longer than an attempt may take. */
const LONGEST = 40_000;
/** A test is among the latest few messages of its channel, whatever is sent meanwhile. */
const LATEST = 50;

const isOver = ({ state, attempts }: DeliveryPartsFragment) => state !== "PENDING" || attempts.length > 0;

/** Sends a test on a channel, and waits for what becomes of it. */
export function useTest(channel: string) {
  const client = useClient();
  const [tested, setTested] = useState<Tested>();
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  const test = useCallback(async () => {
    stop.current();
    setTested({ is: "sending" });
    let going = true;
    const end = (how: Tested) => {
      if (!going) return;
      stop.current();
      setTested(how);
      if (how.is === "over") alertsChanged();
    };

    // It may be over before it is known which one it is.
    const over = new Map<string, DeliveryPartsFragment>();
    let id: string | undefined;
    const tell = () => {
      const delivery = id === undefined ? undefined : over.get(id);
      if (delivery) end({ is: "over", delivery });
    };
    const take = (deliveries: readonly DeliveryPartsFragment[] = []) => {
      for (const delivery of deliveries) if (isOver(delivery)) over.set(delivery.id, delivery);
      tell();
    };
    const look = async () => {
      const asked = client.query(
        DeliveriesQuery,
        { channel, state: null, first: LATEST },
        { requestPolicy: "network-only" },
      );
      take((await asked.toPromise()).data?.deliveries);
    };

    const heard = client
      .subscription(DeliveryChanged, {})
      .subscribe(({ data }) => data && take([data.deliveryChanged]));
    // What was told while the server was not heard was missed.
    const missed = () => void look();
    listening.addEventListener("again", missed);
    const timer = setTimeout(() => void look().then(() => end({ is: "slow" })), LONGEST);
    stop.current = () => {
      going = false;
      heard.unsubscribe();
      listening.removeEventListener("again", missed);
      clearTimeout(timer);
    };

    const made = await client.mutation(TestChannel, { input: { key: channel } }).toPromise();
    id = made.data?.testChannel.delivery.id;
    if (made.error || id === undefined)
      return end({ is: "notMade", message: made.error ? faultOf(made.error).message : "" });
    tell();
    // It may have been over before anybody listened.
    await look();
  }, [client, channel]);

  return { tested, test, busy: tested?.is === "sending" };
}
