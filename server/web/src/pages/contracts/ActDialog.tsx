import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { plusDays, today } from "../../data/day";
import { TryDelta, useTrial } from "../../data/trial";
import { Delta } from "../../parts/Delta";
import { Dialog } from "../../parts/Dialog";
import { useToFault } from "../../parts/formFocus";
import { Answer, Waiting } from "../../parts/states";
import css from "./Contract.module.css";
import { contractDocument } from "./document";
import type { PageContract } from "./group";
import { IfItEnds } from "./IfItEnds";
import { renewedUntil } from "./life";
import { useLifeSentence } from "./sentence";
import { type Act, type Given, useAct } from "./useAct";

/** The fields of the contract that an action sets. */
function changeOf(act: Act, contract: PageContract, { day, until }: Given) {
  switch (act) {
    case "notice":
      return { noticeGivenOn: day };
    case "terminate":
      return { terminatedOn: day };
    case "renew":
      return {
        renewals: [
          ...contract.renewals.map(({ agreedOn, endsOn }) => ({ agreedOn, endsOn })),
          { agreedOn: day, endsOn: until || null },
        ],
      };
  }
}

/** Documents leave out what is not recorded. */
const asDocument = (change: ReturnType<typeof changeOf>) =>
  "renewals" in change
    ? {
        renewals: change.renewals?.map((renewal) =>
          Object.fromEntries(Object.entries(renewal).filter(([, value]) => value)),
        ),
      }
    : change;

/** Gives notice, renews or terminates, after showing what would change. */
export function ActDialog({
  act,
  contract,
  onClose,
}: {
  act: Act | undefined;
  contract: PageContract;
  onClose: () => void;
}) {
  const { t } = useTranslation("contracts");
  // While it closes it is still about what it was about.
  const last = useRef<Act>("notice");
  if (act) last.current = act;
  return (
    <Dialog
      opened={act !== undefined}
      onClose={onClose}
      size="lg"
      title={t(WORDS[last.current].title, { name: contract.title })}
    >
      {act && <ActForm act={act} contract={contract} onClose={onClose} />}
    </Dialog>
  );
}

function ActForm({ act, contract, onClose }: { act: Act; contract: PageContract; onClose: () => void }) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const sentence = useLifeSentence();
  const [given, setGiven] = useState<Given>({
    day: act === "terminate" ? plusDays(today(), 1) : today(),
    until: "",
  });
  const needsUntil = act === "renew" && renewedUntil(contract) === undefined;
  const ready = given.day !== "" && !(needsUntil && given.until === "");
  const change = changeOf(act, contract, given);
  const trial = useTrial(TryDelta, ready ? contractDocument(contract, asDocument(change)) : undefined);
  const { run, busy, problem } = useAct(contract, onClose);
  const form = useRef<HTMLFormElement>(null);
  useToFault(form, problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) void run(act, given);
  };
  const words = WORDS[act];
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Group align="start" gap="md">
          <TextInput
            type="date"
            label={t(words.day)}
            data-autofocus
            required
            value={given.day}
            error={given.day === "" ? t("act.dayMissing") : undefined}
            onChange={(event) => setGiven({ ...given, day: event.currentTarget.value })}
          />
          {act === "renew" && (
            <TextInput
              type="date"
              label={t("act.renewedUntil")}
              description={needsUntil ? undefined : t("act.renewedHint")}
              required={needsUntil}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={given.until}
              onChange={(event) => setGiven({ ...given, until: event.currentTarget.value })}
            />
          )}
        </Group>
        {ready && (
          <dl className={css.thenNow}>
            <dt>{t("act.before")}</dt>
            <dd>{sentence(contract, today())}</dd>
            <dt>{t("act.after")}</dt>
            <dd aria-live="polite">{sentence({ ...contract, ...change }, today())}</dd>
          </dl>
        )}
        {ready && (
          <section className={css.preview} aria-busy={trial.asking}>
            <h3>{t("act.would")}</h3>
            <Answer of={{ data: trial.plan, error: trial.error }} waiting={<Waiting lines={2} />}>
              {(delta) => <Delta of={delta} />}
            </Answer>
          </section>
        )}
        {act !== "renew" && (
          <section className={css.preview}>
            <h3>{t("act.later")}</h3>
            <p className="quiet">{t("act.laterHint")}</p>
            <IfItEnds contract={contract} />
          </section>
        )}
        {problem && (
          <Alert color="red" variant="light" role="alert" tabIndex={-1}>
            {problem}
          </Alert>
        )}
        <Group justify="end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={!ready || trial.fault?.code === "INVALID"}
            {...(act === "terminate" && { color: "red" })}
          >
            {t(words.confirm)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const WORDS = {
  notice: { title: "act.noticeTitle", day: "act.givenOn", confirm: "act.confirmNotice" },
  renew: { title: "act.renewTitle", day: "act.agreedOn", confirm: "act.confirmRenew" },
  terminate: { title: "act.terminateTitle", day: "act.terminatedOn", confirm: "act.confirmTerminate" },
} as const;
