import { Alert, Button, Checkbox, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CombinedError, useClient } from "urql";
import { isDay, plusDays, today } from "../../data/day";
import type { Written } from "../../data/documents";
import { faultOf } from "../../data/faults";
import type { Staged } from "../../data/staged";
import { useDayWords } from "../../parts/marks";
import { endedContract, endedFlow, leftParty } from "./changes";
import { PartyTiesQuery } from "./queries";
import { type Picked, RecordPicker } from "./RecordPicker";
import { useLookUp } from "./useWritten";
import css from "./WhatIf.module.css";

export type Quick = "flow" | "contract" | "party";
const KIND = { flow: "FLOW", contract: "CONTRACT", party: "PARTY" } as const;

/** Ends a flow, a contract or all that is shared with a party, without saving it: pick which, and the day. */
export function QuickForm({
  of,
  stage,
  onDone,
}: {
  of: Quick;
  stage: (change: Omit<Staged, "id">) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation("whatif");
  const { t: say } = useTranslation();
  const words = useDayWords();
  const client = useClient();
  const look = useLookUp();
  const [picked, setPicked] = useState<Picked>();
  const [day, setDay] = useState(of === "flow" ? plusDays(today(), -1) : today());
  const [contracts, setContracts] = useState(true);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const found = async (ids: readonly string[]) => {
    const records = await look(ids);
    const missing = ids.find((id) => !records.get(id));
    if (missing) throw new Error(say("state.recordNotFound", { key: missing }));
    return ids.map((id) => records.get(id) as Written);
  };
  const change = async ({ id, title }: Picked): Promise<Omit<Staged, "id">> => {
    const [record] = await found([id]);
    const what = { title, day: words.day(day) };
    if (of === "flow") {
      return {
        title: t("quick.flowTitle", what),
        document: { kept: 1, flows: [endedFlow(record as Written, day)] },
      };
    }
    if (of === "contract") {
      const document = { kept: 1, contracts: [endedContract(record as Written, day)] };
      return { title: t("quick.contractTitle", what), document };
    }
    const { data, error } = await client
      .query(
        PartyTiesQuery,
        { key: id.slice(id.indexOf(":") + 1), on: day },
        { requestPolicy: "network-only" },
      )
      .toPromise();
    if (error) throw error;
    const ties = data?.party;
    const ids = (list: { nodes: { id: string }[] } | undefined) => (list?.nodes ?? []).map((node) => node.id);
    const flows = [...new Set([...ids(ties?.incomingFlows), ...ids(ties?.outgoingFlows)])];
    const document = leftParty(
      record as Written,
      await found(flows),
      contracts ? await found(ids(ties?.contracts)) : [],
      day,
    );
    return { title: t("quick.partyTitle", what), document };
  };
  const submit = async () => {
    if (!picked) return setProblem(t("quick.needPick"));
    if (!isDay(day)) return setProblem(t("quick.needDay"));
    setBusy(true);
    setProblem(undefined);
    try {
      stage(await change(picked));
      onDone();
    } catch (cause) {
      const told = cause as CombinedError;
      setProblem(told.graphQLErrors ? faultOf(told).message : told.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={css.form}
      aria-label={t(`add.${of}`)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t(`add.${of}`)}</h2>
      <div className={css.fields}>
        <RecordPicker kinds={[KIND[of]]} label={t(`quick.${of}`)} value={picked} onPick={setPicked} />
        <TextInput
          type="date"
          label={t(`quick.${of}Day`)}
          required
          withAsterisk={false}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      {of === "party" && (
        <Checkbox
          label={t("quick.contracts")}
          checked={contracts}
          onChange={(event) => setContracts(event.currentTarget.checked)}
        />
      )}
      <p className="quiet">{t(`quick.${of}Hint`)}</p>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Group gap="xs">
        <Button type="submit" size="xs" loading={busy}>
          {t("add.stage")}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {say("action.cancel")}
        </Button>
      </Group>
    </form>
  );
}
