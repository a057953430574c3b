import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "../../data/faults";
import { Dialog } from "../../parts/Dialog";
import { useToFault } from "../../parts/formFocus";
import { DecisionFoot } from "../findings/DecisionFoot";
import { LATER, later, localOf, momentOf } from "./snooze";
import type { Seen } from "./useSeeTo";

interface Asked {
  alerts: readonly Seen[];
  onClose: () => void;
  /** Says what went wrong when nothing was snoozed. */
  snooze: (alerts: readonly Seen[], until: string) => Promise<Fault | undefined>;
}

/** Asks when alerts are told again. */
export function SnoozeDialog(asked: Asked) {
  const { t } = useTranslation("alerts");
  const count = asked.alerts.length;
  return (
    <Dialog opened={count > 0} onClose={asked.onClose} title={t("snooze.title", { count })}>
      {count > 0 && <SnoozeForm {...asked} />}
    </Dialog>
  );
}

function SnoozeForm({ alerts, onClose, snooze }: Asked) {
  const { t } = useTranslation("alerts");
  const [local, setLocal] = useState(() => localOf(later("tomorrow", new Date())));
  const [wrong, setWrong] = useState<string>();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useToFault(element, wrong);
  useToFault(element, fault);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const until = momentOf(local);
    if (!until || Date.parse(until) <= Date.now()) {
      setWrong(t("snooze.needUntil"));
      return;
    }
    setBusy(true);
    const failed = await snooze(alerts, until);
    setBusy(false);
    if (!failed) return onClose();
    setFault(failed);
    setWrong(failed.fields.find(({ path }) => path.endsWith("until"))?.message);
  };
  return (
    <form ref={element} onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <p className="quiet">{t("snooze.lead")}</p>
        <div>
          <TextInput
            type="datetime-local"
            label={t("snooze.until")}
            description={t("snooze.untilHint", {
              zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            })}
            data-autofocus
            required
            withAsterisk={false}
            min={localOf(new Date())}
            value={local}
            error={wrong}
            onChange={(event) => {
              setLocal(event.currentTarget.value);
              setWrong(undefined);
            }}
          />
          <Group gap={4} mt={6}>
            {LATER.map((how) => (
              <Button
                key={how}
                size="compact-xs"
                variant="default"
                onClick={() => {
                  setLocal(localOf(later(how, new Date())));
                  setWrong(undefined);
                }}
              >
                {t(`snooze.${how}`)}
              </Button>
            ))}
          </Group>
        </div>
        <DecisionFoot fault={fault} busy={busy} submit={t("snooze.submit")} onClose={onClose} />
      </Stack>
    </form>
  );
}
