import { useEffect, useRef } from "react";
import { type Asked, useAsk } from "../../data/live";
import type { AlertQuery as Data } from "../../gql/graphql";
import { useAgainAt, useAlertTurn } from "./changed";
import { AlertQuery } from "./queries";

/** Numbers of alerts are whole and from 1 on: of another there is none, and nobody need be asked. */
export const numberOf = (text: string): number | undefined =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;

/** An alert as it is now, whatever changes it. */
export function useAlert(text: string): Asked<Pick<Data, "alert">> {
  const number = numberOf(text);
  const asked = useAsk(AlertQuery, { number: number ?? 0 }, { pause: number === undefined });
  const turn = useAlertTurn();
  const seen = useRef(turn);
  const { again } = asked;
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    if (number !== undefined) again();
  }, [turn, number, again]);
  useAgainAt([asked.data?.alert?.snoozedUntil], turn);
  return number === undefined ? { ...asked, data: { alert: null } } : asked;
}
