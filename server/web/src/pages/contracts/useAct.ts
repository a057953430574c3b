import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CombinedError, useClient } from "urql";
import { faultOf, isUnsure } from "../../data/faults";
import { tellWithUndo } from "../../parts/undo";
import { GiveNoticeMutation, RenewMutation, RestoreMutation, TerminateMutation } from "./ask";
import type { PageContract } from "./group";

export type Act = "notice" | "renew" | "terminate";

export interface Given {
  day: string;
  /** Of a renewal: the last day, or nothing for one period later. */
  until: string;
}

const DONE = { notice: "act.doneNotice", renew: "act.doneRenew", terminate: "act.doneTerminate" } as const;

/** Does what a dialog was about, says so, and takes it back when asked to. */
export function useAct(contract: PageContract, onDone: () => void) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { key, title: name } = contract;

  const said = (error: CombinedError) => {
    const fault = faultOf(error);
    const { code, message, fields } = fault;
    if (code === "CONFLICT") return t("act.conflict");
    if (isUnsure(fault)) return `${common("state.unsure.title")}: ${message}.`;
    return t("act.failed", { message: [message, ...fields.map((field) => field.message)].join("; ") });
  };

  const undo = async (act: Act, expectedRevision: number) => {
    const before = {
      notice: { noticeGivenOn: contract.noticeGivenOn },
      terminate: { terminatedOn: contract.terminatedOn },
      renew: { renewals: contract.renewals.map(({ agreedOn, endsOn }) => ({ agreedOn, endsOn })) },
    }[act];
    const { error } = await client
      .mutation(RestoreMutation, { input: { key, expectedRevision, ...before } })
      .toPromise();
    notifications.show(
      error ? { color: "red", message: said(error) } : { message: t("act.undone", { name }) },
    );
  };

  const ask = async (act: Act, { day, until }: Given) => {
    const base = { key, expectedRevision: contract.revision };
    switch (act) {
      case "notice": {
        const input = { ...base, givenOn: day };
        const { data, error } = await client.mutation(GiveNoticeMutation, { input }).toPromise();
        return { error, done: data?.giveNotice };
      }
      case "renew": {
        const input = { ...base, agreedOn: day, ...(until && { endsOn: until }) };
        const { data, error } = await client.mutation(RenewMutation, { input }).toPromise();
        return { error, done: data?.renewContract };
      }
      case "terminate": {
        const input = { ...base, terminatedOn: day };
        const { data, error } = await client.mutation(TerminateMutation, { input }).toPromise();
        return { error, done: data?.terminateContract };
      }
    }
  };

  const run = async (act: Act, given: Given) => {
    setBusy(true);
    setProblem(undefined);
    const { error, done } = await ask(act, given);
    setBusy(false);
    if (error || !done) {
      if (error) setProblem(said(error));
      return;
    }
    const { revision } = done.contract;
    tellWithUndo(t(DONE[act], { name }), common("action.undo"), () => void undo(act, revision), 15_000);
    onDone();
  };
  return { run, busy, problem };
}
