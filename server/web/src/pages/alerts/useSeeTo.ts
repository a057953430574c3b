import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import type { Fault } from "../../data/faults";
import { inTurn } from "../../data/inTurn";
import { useDayWords } from "../../parts/marks";
import { tellWithUndo } from "../../parts/undo";
import { alertsChanged } from "./changed";
import { AcknowledgeAlert, ReopenAlert, type Row, SnoozeAlert } from "./queries";

/** What is needed of an alert to see to it, and to take that back. */
export type Seen = Pick<Row, "number" | "state" | "note" | "snoozedUntil">;

/** Acknowledges, snoozes and opens alerts again, one after the other, and takes that back; says what became of it. */
export function useSeeTo() {
  const client = useClient();
  const { t } = useTranslation("alerts");
  const { t: say } = useTranslation();
  const { moment } = useDayWords();

  const sayWho = useCallback(
    (number: number, note: string | null) =>
      client.mutation(AcknowledgeAlert, { input: { number, note } }).toPromise(),
    [client],
  );
  const putOff = useCallback(
    (number: number, until: string) => client.mutation(SnoozeAlert, { input: { number, until } }).toPromise(),
    [client],
  );
  const openAgain = useCallback(
    (number: number) => client.mutation(ReopenAlert, { input: { number } }).toPromise(),
    [client],
  );
  const each = useCallback(
    async (
      rows: readonly Seen[],
      does: (row: Seen) => ReturnType<typeof sayWho | typeof putOff | typeof openAgain>,
    ) => {
      const byId = new Map(rows.map((row) => [String(row.number), row]));
      const { done, fault, failed } = await inTurn([...byId.keys()], (id) => does(byId.get(id) as Seen));
      alertsChanged();
      return { done: rows.filter(({ number }) => done.includes(String(number))), fault, failed };
    },
    [],
  );

  const restore = useCallback(
    async (before: readonly Seen[]) => {
      const { done, fault } = await each(before, ({ number, state, note, snoozedUntil }) => {
        if (state === "ACKNOWLEDGED") return sayWho(number, note);
        const snoozed = state === "SNOOZED" && snoozedUntil && Date.parse(snoozedUntil) > Date.now();
        return snoozed ? putOff(number, snoozedUntil) : openAgain(number);
      });
      if (done.length > 0) notifications.show({ message: t("undone.asItWas", { count: done.length }) });
      if (fault)
        notifications.show({ color: "red", message: t("undone.failed", { message: fault.message }) });
    },
    [each, openAgain, putOff, sayWho, t],
  );

  const tell = useCallback(
    (message: string, changed: readonly Seen[], fault: Fault | undefined, failed: number) => {
      const part = fault ? ` ${t("acknowledge.failed", { count: failed, message: fault.message })}` : "";
      tellWithUndo(`${message}${part}`, say("action.undo"), () => void restore(changed), 30_000);
    },
    [restore, say, t],
  );

  /** Says what went wrong when nothing was changed. */
  const acknowledge = useCallback(
    async (rows: readonly Seen[], note: string | null = null): Promise<Fault | undefined> => {
      const { done, fault, failed } = await each(rows, ({ number }) => sayWho(number, note));
      if (done.length > 0) tell(t("acknowledge.done", { count: done.length }), done, fault, failed);
      return done.length === 0 ? fault : undefined;
    },
    [each, sayWho, t, tell],
  );

  const snooze = useCallback(
    async (rows: readonly Seen[], until: string): Promise<Fault | undefined> => {
      const { done, fault, failed } = await each(rows, ({ number }) => putOff(number, until));
      if (done.length > 0)
        tell(t("snooze.done", { count: done.length, moment: moment(until) }), done, fault, failed);
      return done.length === 0 ? fault : undefined;
    },
    [each, putOff, moment, t, tell],
  );

  /** Takes back what was said, when that was longer ago than can be undone. */
  const reopen = useCallback(
    async (rows: readonly Seen[]) => {
      const { done, fault, failed } = await each(rows, ({ number }) => openAgain(number));
      if (done.length > 0) tell(t("reopen.done", { count: done.length }), done, fault, failed);
      else if (fault)
        notifications.show({
          color: "red",
          message: t("acknowledge.failed", { count: failed, message: fault.message }),
        });
    },
    [each, openAgain, t, tell],
  );

  /** Acknowledges at once, without a dialog that could say what went wrong. */
  const acknowledgeNow = useCallback(
    async (rows: readonly Seen[]): Promise<boolean> => {
      const fault = await acknowledge(rows);
      if (fault)
        notifications.show({
          color: "red",
          message: t("acknowledge.failed", { count: rows.length, message: fault.message }),
        });
      return !fault;
    },
    [acknowledge, t],
  );
  return { acknowledge, acknowledgeNow, snooze, reopen };
}

/** Whether something can still be said to an alert. */
export const isOver = ({ state }: Pick<Row, "state">) => state === "RESOLVED";
