import { useEffect, useSyncExternalStore } from "react";
import { useSubscription } from "urql";
import { useEpoch } from "../../data/live";
import { AlertChanged } from "./queries";

/* Alerts are no part of the register: they change when they are raised, when someone sees to them and as time goes by. */

const listeners = new Set<() => void>();
let turn = 0;

/** Says that alerts, or the messages they were sent in, are not what they were. */
export function alertsChanged(): void {
  turn += 1;
  for (const tell of listeners) tell();
}

const listen = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Grows whenever alerts may have changed, and with the register. */
export function useAlertTurn(): number {
  const own = useSyncExternalStore(listen, () => turn);
  return own + useEpoch();
}

/** Listens, while a page shows alerts, to what is raised and to what anyone says to them. */
export function useAlertsHeard(): void {
  useSubscription({ query: AlertChanged }, (_, changed) => {
    alertsChanged();
    return changed;
  });
}

/** What a browser can wait for at most, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Says that alerts changed when the next of some moments to come is over: then a snooze is. */
export function useAgainAt(moments: readonly (string | null | undefined)[], state: number): void {
  const next = Math.min(
    ...moments.flatMap((moment) => (moment && Date.parse(moment) > Date.now() ? [Date.parse(moment)] : [])),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew with each answer.
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const wait = setTimeout(alertsChanged, Math.min(LONGEST, next - Date.now() + 500));
    return () => clearTimeout(wait);
  }, [next, state]);
}
