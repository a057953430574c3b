import { Stack, Textarea } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "../../data/faults";
import { Dialog } from "../../parts/Dialog";
import { useToFault } from "../../parts/formFocus";
import { DecisionFoot } from "../findings/DecisionFoot";
import type { Seen } from "./useSeeTo";

interface Asked {
  alert: Seen | undefined;
  onClose: () => void;
  /** Says what went wrong when it was not acknowledged. */
  acknowledge: (alerts: readonly Seen[], note: string | null) => Promise<Fault | undefined>;
}

/** Asks what is to be said of an alert that is acknowledged. */
export function NoteDialog(asked: Asked) {
  const { t } = useTranslation("alerts");
  const { alert } = asked;
  return (
    <Dialog opened={alert !== undefined} onClose={asked.onClose} title={t("acknowledge.noteTitle")}>
      {alert && <NoteForm {...asked} alert={alert} />}
    </Dialog>
  );
}

function NoteForm({ alert, onClose, acknowledge }: Asked & { alert: Seen }) {
  const { t } = useTranslation("alerts");
  const [note, setNote] = useState(alert.note ?? "");
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useToFault(element, fault);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const failed = await acknowledge([alert], note.trim() || null);
    setBusy(false);
    if (!failed) return onClose();
    setFault(failed);
  };
  return (
    <form ref={element} onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Textarea
          label={t("acknowledge.noteLabel")}
          description={t("acknowledge.noteHint")}
          data-autofocus
          rows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DecisionFoot fault={fault} busy={busy} submit={t("acknowledge.noteSave")} onClose={onClose} />
      </Stack>
    </form>
  );
}
