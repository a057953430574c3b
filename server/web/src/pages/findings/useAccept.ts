import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import type { Fault } from "../../data/faults";
import { inTurn } from "../../data/inTurn";
import { useDayWords } from "../../parts/marks";
import { tellWithUndo } from "../../parts/undo";
import { AcceptRisk, ReopenFinding } from "./queries";

export interface Acceptance {
  reason: string;
  owner: string;
  until: string;
}

/** Accepts risks, one after the other, and takes that back; says what became of it. */
export function useAccept() {
  const client = useClient();
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();
  const { day } = useDayWords();

  const reopen = useCallback(
    async (ids: readonly string[]) => {
      const { done, fault } = await inTurn(ids, (finding) =>
        client.mutation(ReopenFinding, { input: { finding } }).toPromise(),
      );
      if (done.length > 0) notifications.show({ message: t("reopen.done", { count: done.length }) });
      if (fault)
        notifications.show({ color: "red", message: t("reopen.failed", { message: fault.message }) });
    },
    [client, t],
  );

  const accept = useCallback(
    async (ids: readonly string[], acceptance: Acceptance): Promise<Fault | undefined> => {
      const { done, fault, failed } = await inTurn(ids, (finding) =>
        client.mutation(AcceptRisk, { input: { finding, ...acceptance } }).toPromise(),
      );
      // Nothing was done: the dialog stays, and says why.
      if (done.length === 0) return fault;
      const part = fault ? ` ${t("accept.failed", { count: failed, message: fault.message })}` : "";
      tellWithUndo(
        `${t("accept.done", { count: done.length, day: day(acceptance.until) })}${part}`,
        say("action.undo"),
        () => void reopen(done),
        30_000,
      );
      return undefined;
    },
    [client, day, reopen, say, t],
  );
  return { accept, reopen };
}
