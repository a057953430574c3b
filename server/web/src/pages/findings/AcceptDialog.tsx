import { Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, plusDays, today } from "../../data/day";
import type { Fault } from "../../data/faults";
import { useAsk } from "../../data/live";
import { Dialog } from "../../parts/Dialog";
import { useToFault } from "../../parts/formFocus";
import { DecisionFoot } from "./DecisionFoot";
import css from "./Findings.module.css";
import type { Row } from "./filters";
import { LastDay } from "./LastDay";
import { Listed } from "./Listed";
import { MeQuery } from "./queries";
import type { Acceptance } from "./useAccept";

/** Asks why risks are accepted, who answers for it and until when. */
export function AcceptDialog({
  findings,
  onClose,
  accept,
}: {
  findings: readonly Pick<Row, "id" | "message" | "severity">[];
  onClose: () => void;
  /** Says what went wrong when nothing was accepted. */
  accept: (ids: string[], acceptance: Acceptance) => Promise<Fault | undefined>;
}) {
  const { t } = useTranslation("findings");
  const me = useAsk(MeQuery, {}).data?.viewer.name ?? "";
  return (
    <Dialog opened={findings.length > 0} onClose={onClose} title={t("accept.title")} size="lg">
      {findings.length > 0 && <AcceptForm me={me} findings={findings} onClose={onClose} accept={accept} />}
    </Dialog>
  );
}

function AcceptForm({ me, findings, onClose, accept }: Parameters<typeof AcceptDialog>[0] & { me: string }) {
  const { t } = useTranslation("findings");
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { reason: "", owner: me, until: plusDays(today(), 90) },
    validate: {
      reason: (value) => (value.trim() ? null : t("accept.needReason")),
      owner: (value) => (value.trim() ? null : t("accept.needOwner")),
      until: (value) => (isDay(value) && value >= today() ? null : t("accept.needUntil")),
    },
  });
  const count = findings.length;
  const element = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<object>();
  useToFault(element, missing);
  useToFault(element, fault);
  const submit = form.onSubmit(async ({ reason, owner, until }) => {
    setBusy(true);
    const failed = await accept(
      findings.map(({ id }) => id),
      { reason: reason.trim(), owner: owner.trim(), until },
    );
    setBusy(false);
    if (!failed) return onClose();
    setFault(failed);
    for (const { path, message } of failed.fields) {
      const field = path.split(".").at(-1);
      if (field === "reason" || field === "owner" || field === "until") form.setFieldError(field, message);
    }
  }, setMissing);
  return (
    <form ref={element} onSubmit={submit}>
      <Stack gap="md">
        <Listed findings={findings} />
        <p className="quiet">{t("accept.lead", { count })}</p>
        <Textarea
          label={t("accept.reason")}
          description={t("accept.reasonHint")}
          data-autofocus
          rows={3}
          required
          withAsterisk={false}
          {...form.getInputProps("reason")}
        />
        <div className={css.acceptance}>
          <TextInput
            label={t("accept.owner")}
            required
            withAsterisk={false}
            {...form.getInputProps("owner")}
          />
          <LastDay
            label={t("accept.until")}
            required
            withAsterisk={false}
            ahead={[30, 90, 365]}
            choose={(day) => form.setFieldValue("until", day)}
            {...form.getInputProps("until")}
          />
        </div>
        <DecisionFoot fault={fault} busy={busy} submit={t("accept.submit", { count })} onClose={onClose} />
      </Stack>
    </form>
  );
}
