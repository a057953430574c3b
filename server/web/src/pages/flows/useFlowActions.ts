import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type CombinedError, useMutation } from "urql";
import { today } from "../../data/day";
import { faultOf, isUnsure } from "../../data/faults";
import { useDayWords } from "../../parts/marks";
import { tellWithUndo } from "../../parts/undo";
import { EndFlow, UpdateFlow, VerifyFlow } from "./query";

interface Changed {
  key: string;
  source: { name: string };
  recipient: { name: string };
  revision: number;
  verifiedOn?: string | null | undefined;
  endedOn?: string | null | undefined;
}

/** What people do with a flow besides editing it: confirm it, and end it. Both can be taken back. */
export function useFlowActions() {
  const { t } = useTranslation("flows");
  const { t: common } = useTranslation();
  const say = useDayWords();
  const [, verifyFlow] = useMutation(VerifyFlow);
  const [, endFlow] = useMutation(EndFlow);
  const [, updateFlow] = useMutation(UpdateFlow);
  const nameOf = (flow: Changed) => t("page.fromTo", { from: flow.source.name, to: flow.recipient.name });

  const failed = useCallback(
    (what: "verify" | "end", error: CombinedError) => {
      const fault = faultOf(error);
      const message =
        fault.code === "CONFLICT"
          ? t(`${what}.conflict`)
          : isUnsure(fault)
            ? `${common("state.unsure.title")}: ${fault.message}.`
            : t(`${what}.failed`, { message: fault.message });
      notifications.show({ color: "red", message });
    },
    [t, common],
  );

  const verify = async (flow: Changed) => {
    if (flow.verifiedOn === today()) {
      notifications.show({ message: t("verify.already") });
      return;
    }
    const { data, error } = await verifyFlow({ input: { key: flow.key, expectedRevision: flow.revision } });
    if (error || !data) {
      if (error) failed("verify", error);
      return;
    }
    const { revision } = data.verifyFlow.flow;
    tellWithUndo(t("verify.done", { name: nameOf(flow) }), common("action.undo"), async () => {
      const back = await updateFlow({
        input: { key: flow.key, expectedRevision: revision, verifiedOn: flow.verifiedOn ?? null },
      });
      if (back.error) failed("verify", back.error);
      else notifications.show({ message: t("verify.undone") });
    });
  };

  /** Whether it was ended. */
  const end = async (flow: Changed, endedOn: string): Promise<boolean> => {
    const { data, error } = await endFlow({
      input: { key: flow.key, expectedRevision: flow.revision, endedOn },
    });
    if (error || !data) {
      if (error) failed("end", error);
      return false;
    }
    const { revision } = data.endFlow.flow;
    const done = t("end.done", { name: nameOf(flow), day: say.day(endedOn) });
    tellWithUndo(done, common("action.undo"), async () => {
      const back = await updateFlow({
        input: { key: flow.key, expectedRevision: revision, endedOn: flow.endedOn ?? null },
      });
      if (back.error) failed("end", back.error);
      else notifications.show({ message: t("end.undone") });
    });
    return true;
  };

  return { verify, end, nameOf };
}
