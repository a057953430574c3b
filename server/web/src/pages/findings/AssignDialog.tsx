import { Alert, Autocomplete, Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, plusDays, today } from "../../data/day";
import type { Fault } from "../../data/faults";
import { Dialog } from "../../parts/Dialog";
import css from "./Findings.module.css";
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
  const { t: say } = useTranslation();
  const known = useAssignees();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const days = useId();
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
  });
  return (
    <form onSubmit={submit}>
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
          <div>
            <TextInput
              type="date"
              label={t("assign.dueOn")}
              description={t("assign.dueHint")}
              min={today()}
              aria-describedby={days}
              {...form.getInputProps("dueOn")}
            />
            <Group gap={4} mt={4} id={days}>
              {[7, 14, 30].map((count) => (
                <Button
                  key={count}
                  size="compact-xs"
                  variant="default"
                  onClick={() => form.setFieldValue("dueOn", plusDays(today(), count))}
                >
                  {t("accept.days", { count })}
                </Button>
              ))}
            </Group>
          </div>
        </div>
        <Textarea label={t("assign.note")} rows={2} {...form.getInputProps("note")} />
        {fault && (
          <Alert color="red" role="alert">
            {fault.message}. {say("state.failedSafe")}
          </Alert>
        )}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say("action.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("assign.submit", { count })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
