import { Autocomplete, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, today } from "../../data/day";
import type { Fault } from "../../data/faults";
import { Dialog } from "../../parts/Dialog";
import { useToFault } from "../../parts/formFocus";
import { DecisionFoot } from "./DecisionFoot";
import css from "./Findings.module.css";
import { LastDay } from "./LastDay";
import { Listed } from "./Listed";
import type { Assignable, Assignment } from "./useAssign";
import { useAssignees } from "./useAssignees";

interface Asked {
  findings: readonly Assignable[];
  onClose: () => void;
  /** Says what went wrong when nothing was assigned. */
  assign: (findings: readonly Assignable[], assignment: Assignment) => Promise<Fault | undefined>;
}

/** Asks who sees to findings and by when. */
export function AssignDialog(asked: Asked) {
  const { t } = useTranslation("findings");
  const there = asked.findings.length > 0;
  return (
    <Dialog opened={there} onClose={asked.onClose} title={t("assign.title")} size="lg">
      {there && <AssignForm {...asked} />}
    </Dialog>
  );
}

function AssignForm({ findings, onClose, assign }: Asked) {
  const { t } = useTranslation("findings");
  const known = useAssignees();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  // Of one finding what was said before is where one begins.
  const before = findings.length === 1 ? findings[0]?.assignment : undefined;
  const form = useForm({
    initialValues: { to: before?.to ?? "", dueOn: before?.dueOn ?? "", note: before?.note ?? "" },
    validate: {
      to: (value) => (value.trim() ? null : t("assign.needTo")),
      dueOn: (value) => (!value || (isDay(value) && value >= today()) ? null : t("accept.needUntil")),
    },
  });
  const count = findings.length;
  const element = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<object>();
  useToFault(element, missing);
  useToFault(element, fault);
  const submit = form.onSubmit(async ({ to, dueOn, note }) => {
    setBusy(true);
    const failed = await assign(findings, {
      to: to.trim(),
      dueOn: dueOn || null,
      note: note.trim() || null,
    });
    setBusy(false);
    if (!failed) return onClose();
    setFault(failed);
    for (const { path, message } of failed.fields) {
      const field = path.split(".").at(-1);
      if (field === "to" || field === "dueOn" || field === "note") form.setFieldError(field, message);
    }
  }, setMissing);
  return (
    <form ref={element} onSubmit={submit}>
      <Stack gap="md">
        <Listed findings={findings} />
        <div className={css.acceptance}>
          <Autocomplete
            label={t("assign.to")}
            description={t("assign.toHint")}
            data={known}
            data-autofocus
            required
            withAsterisk={false}
            comboboxProps={{ withinPortal: true }}
            {...form.getInputProps("to")}
          />
          <LastDay
            label={t("assign.dueOn")}
            description={t("assign.dueHint")}
            ahead={[7, 14, 30]}
            choose={(day) => form.setFieldValue("dueOn", day)}
            {...form.getInputProps("dueOn")}
          />
        </div>
        <Textarea label={t("assign.note")} rows={2} {...form.getInputProps("note")} />
        <DecisionFoot fault={fault} busy={busy} submit={t("assign.submit", { count })} onClose={onClose} />
      </Stack>
    </form>
  );
}
