import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, today } from "../../data/day";
import { useStaged } from "../../data/staged";
import { TryDelta, useTrial } from "../../data/trial";
import type { FlowRecordFragment } from "../../gql/graphql";
import { Delta } from "../../parts/Delta";
import { Dialog } from "../../parts/Dialog";
import { DayText, useDayWords } from "../../parts/marks";
import { Failure, Waiting } from "../../parts/states";
import { ended, lastDayToTry } from "./flow";
import { useFlowActions } from "./useFlowActions";

/** Asks for the last day of a flow, and shows what its end changes before it is recorded. */
export function EndFlowDialog({
  flow,
  opened,
  onClose,
}: {
  flow: FlowRecordFragment;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("flows");
  const { t: common } = useTranslation();
  const { end, nameOf } = useFlowActions();
  const { stage } = useStaged();
  const say = useDayWords();
  const [day, setDay] = useState(today());
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const early = isDay(day) && day < flow.startedOn;
  const ready = isDay(day) && !early;
  const confirm = async () => {
    setBusy(true);
    const done = await end(flow, day);
    setBusy(false);
    if (done) onClose();
    else field.current?.focus();
  };
  const tryIt = () => {
    stage({
      title: t("end.stagedTitle", { name: nameOf(flow), day: say.day(day) }),
      document: ended(flow, day),
      because: flow.id,
    });
    notifications.show({ message: t("end.staged") });
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={t("end.title", { name: nameOf(flow) })}>
      <Stack gap="md">
        <TextInput
          ref={field}
          data-autofocus
          type="date"
          required
          maw={280}
          label={t("end.lastDay")}
          description={t("end.lastDayHint")}
          min={flow.startedOn}
          value={day}
          error={early && t("end.before", { day: say.day(flow.startedOn) })}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {ready && (
          <section>
            <h3>{t("end.changes")}</h3>
            <Tried flow={flow} day={day} />
          </section>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="default" disabled={!ready} onClick={tryIt}>
            {t("end.stage")}
          </Button>
          <Button loading={busy} disabled={!ready} onClick={() => void confirm()}>
            {t("end.confirm")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What the end of the flow changes in today's findings: tried, and not kept. */
function Tried({ flow, day }: { flow: FlowRecordFragment; day: string }) {
  const { plan, error } = useTrial(TryDelta, ended(flow, lastDayToTry(flow, day, today())));
  if (error) return <Failure error={error} />;
  return plan ? <Delta of={plan} /> : <Waiting lines={3} />;
}

/** Where a flow stands on the day that is shown. */
export function Standing({ flow, live, day }: { flow: FlowRecordFragment; live: boolean; day: string }) {
  const { t } = useTranslation("flows");
  const say = useDayWords();
  if (live) {
    return flow.endedOn ? (
      <span>
        {t("page.live")}, {t("list.ended").toLowerCase()} <DayText day={flow.endedOn} />
      </span>
    ) : (
      <span>{t("page.live")}</span>
    );
  }
  return (
    <strong>
      {flow.startedOn > day
        ? t("page.startsLater", { day: say.day(flow.startedOn) })
        : flow.endedOn && t("page.over", { day: say.day(flow.endedOn) })}
    </strong>
  );
}
