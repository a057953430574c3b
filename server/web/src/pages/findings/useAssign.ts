import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import type { Fault } from "../../data/faults";
import { inTurn } from "../../data/inTurn";
import { tellWithUndo } from "../../parts/undo";
import type { Row } from "./filters";
import { AssignFinding, UnassignFinding } from "./queries";

export interface Assignment {
  to: string;
  dueOn: string | null;
  note: string | null;
}

/** What is needed of a finding to give it to someone, and to take that back. */
export type Assignable = Pick<Row, "id" | "message" | "severity" | "assignment">;

/** Says who sees to findings, one after the other, and takes that back; says what became of it. */
export function useAssign() {
  const client = useClient();
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();

  const give = useCallback(
    (finding: string, { to, dueOn, note }: Assignment) =>
      client.mutation(AssignFinding, { input: { finding, to, dueOn, note } }).toPromise(),
    [client],
  );
  const take = useCallback(
    (finding: string) => client.mutation(UnassignFinding, { input: { finding } }).toPromise(),
    [client],
  );

  /** Makes it as it was: given to whom it was given, or to nobody. */
  const restore = useCallback(
    async (findings: readonly Assignable[]) => {
      const before = new Map(findings.map(({ id, assignment }) => [id, assignment]));
      const { done, fault } = await inTurn([...before.keys()], (id) => {
        const was = before.get(id);
        return was ? give(id, was) : take(id);
      });
      if (done.length > 0) notifications.show({ message: t("assign.undone", { count: done.length }) });
      if (fault)
        notifications.show({ color: "red", message: t("assign.undoFailed", { message: fault.message }) });
    },
    [give, t, take],
  );

  const told = useCallback(
    (message: string, changed: readonly Assignable[]) => {
      tellWithUndo(message, say("action.undo"), () => void restore(changed), 30_000);
    },
    [restore, say],
  );

  const assign = useCallback(
    async (findings: readonly Assignable[], assignment: Assignment): Promise<Fault | undefined> => {
      const { done, fault, failed } = await inTurn(
        findings.map(({ id }) => id),
        (id) => give(id, assignment),
      );
      // Nothing was done: the dialog stays, and says why.
      if (done.length === 0) return fault;
      const part = fault ? ` ${t("assign.failed", { count: failed, message: fault.message })}` : "";
      told(
        `${t("assign.done", { count: done.length, to: assignment.to })}${part}`,
        findings.filter(({ id }) => done.includes(id)),
      );
      return undefined;
    },
    [give, t, told],
  );

  const unassign = useCallback(
    async (findings: readonly Assignable[]) => {
      const given = findings.filter(({ assignment }) => assignment);
      const { done, fault } = await inTurn(
        given.map(({ id }) => id),
        take,
      );
      if (done.length > 0)
        told(
          t("assign.nobody", { count: done.length }),
          given.filter(({ id }) => done.includes(id)),
        );
      if (fault)
        notifications.show({
          color: "red",
          message: t("assign.failed", { count: given.length - done.length, message: fault.message }),
        });
    },
    [t, take, told],
  );
  return { assign, unassign };
}
