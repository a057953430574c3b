import { Alert, Button, Switch } from "@mantine/core";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { today } from "../../data/day";
import { useSteady } from "../../data/steady";
import { useTrial } from "../../data/trial";
import { ContractForm } from "../../edit/ContractForm";
import { FaultSummary } from "../../edit/FaultSummary";
import { TextField, UpcomingProvider } from "../../edit/fields";
import { Impact } from "../../edit/Impact";
import { useFieldName } from "../../edit/names";
import { PartyForm } from "../../edit/PartyForm";
import { byField, type Placed } from "../../edit/places";
import { tell } from "../../edit/told";
import { TryRecords } from "../../edit/tryRecords";
import type { PartyValues } from "../../edit/values";
import type { ApplyRecordsMutation } from "../../gql/graphql";
import { staysBelow } from "../../parts/below";
import { PageHead } from "../../parts/PageHead";
import { Failure } from "../../parts/states";
import { ago } from "./ago";
import { documentOfDraft, newFlow, placedInDraft } from "./draft";
import { AddFlow, FlowStep } from "./FlowSteps";
import { often, together, useHabits } from "./habits";
import css from "./Register.module.css";
import { useDraft } from "./register";
import { Similar, useSimilar } from "./Similar";
import { type Step, type StepState, Steps } from "./Steps";
import { type Saved, useLackWords, useSave, useTakenWords } from "./saving";
import { TermFacts } from "./TermFacts";

const KINDS = ["VENDOR", "PARTNER", "AFFILIATE", "PUBLIC_AUTHORITY"];
const WIDE = "(min-width: 75rem)";

export function RegisterForm({
  onSaved,
}: {
  onSaved: (plan: ApplyRecordsMutation["apply"], ids: string[]) => void;
}) {
  const { t, i18n } = useTranslation("register");
  const [params] = useSearchParams();
  const nameOf = useFieldName();
  const [similarKeys, setSimilarKeys] = useState<ReadonlySet<string>>(new Set());
  const { form, draft, settle, change, startOver, finish, use, separate, restored, untouched } =
    useDraft(similarKeys);
  const similar = useSimilar(draft.existing ? "" : draft.party.name);
  const found = similar.map(({ key }) => key).join(" ");
  useEffect(() => setSimilarKeys(new Set(found ? found.split(" ") : [])), [found]);

  // A page of a party sends people here with it.
  const asked = params.get("party");
  const named = params.get("name");
  const began = useRef(false);
  useEffect(() => {
    if (began.current || !(asked || named)) return;
    began.current = true;
    if (asked && draft.existing?.key !== asked) void use(asked);
    else if (named && draft.party.name === "")
      change((now) => ({ ...now, party: { ...now.party, name: named } }));
  }, [asked, named, draft, use, change]);

  const made = useMemo(() => documentOfDraft(draft), [draft]);
  const trial = useTrial(TryRecords, made?.document);
  const { save, saving } = useSave();
  const lackWords = useLackWords();
  const takenWords = useTakenWords();
  const [went, setWent] = useState<Exclude<Saved, { saved: unknown }>>();
  const [attempts, setAttempts] = useState(0);

  const flows = made?.flows ?? [];
  const missing = lackWords(draft);
  const wrong: Placed[] = trial.asking
    ? []
    : [
        ...placedInDraft(trial.fault?.fields ?? [], draft, flows),
        ...takenWords(trial.plan?.changes ?? [], draft, flows),
      ];
  // What is merely not filled in yet is not called wrong before someone tries to save.
  const shown = useSteady(byField(attempts > 0 ? [...missing, ...wrong] : wrong));
  const { setErrors } = form;
  useEffect(() => setErrors(shown), [shown, setErrors]);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setAttempts((count) => count + 1);
    // What follows from the last key that was pressed may not be drawn yet.
    const now = settle();
    change(now);
    const all = [...lackWords(now), ...wrong];
    const result: Saved = all.length > 0 ? { faults: all } : await save(now);
    if ("saved" in result) {
      finish();
      onSaved(result.saved, result.ids);
      return;
    }
    setWent(result);
    if ("faults" in result) setErrors(byField(result.faults));
  };

  const country = draft.party.country;
  const regions = [...(country ? [country] : []), "eea"];
  const habits = useHabits({});
  const theirs = useHabits({ recipient: draft.existing?.key ?? "" }, !draft.existing);
  const fromFlows = {
    categories: often(draft.flows.map(({ categories }) => categories)),
    purposes: often(draft.flows.map(({ purposes }) => purposes)),
    subjects: often(draft.flows.map(({ subjects }) => subjects)),
    regions: often(draft.flows.map(({ regions }) => regions)),
  };
  const states: Record<Step, StepState> = {
    party: stateOf("party", true),
    contract: stateOf("contract", draft.hasContract),
    flows: stateOf("flows", draft.flows.length > 0),
  };
  function stateOf(step: Step, there: boolean): StepState {
    if (!there) return "none";
    // What is agreed, and which data goes there, is of whom the first step names.
    return [...missing, ...wrong].some(
      ({ at }) => /^party(\.|$)/.test(at) || at === step || at.startsWith(`${step}.`),
    )
      ? "open"
      : "done";
  }
  const upcoming = useMemo(
    () => ({
      parties: draft.existing ? [] : [{ key: draft.party.key, name: draft.party.name }],
      contracts: draft.hasContract ? [{ key: draft.contract.key, name: draft.contract.name }] : [],
    }),
    [
      draft.existing,
      draft.party.key,
      draft.party.name,
      draft.hasContract,
      draft.contract.key,
      draft.contract.name,
    ],
  );
  const when = restored === undefined ? "" : ago(restored, Date.now(), i18n.language) || t("draft.now");
  return (
    <UpcomingProvider value={upcoming}>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          !untouched && (
            <>
              {restored !== undefined && <span className={css.draft}>{t("draft.restored", { when })}</span>}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  const before = draft;
                  startOver();
                  setAttempts(0);
                  setWent(undefined);
                  tell(t("draft.started"), {
                    label: t("action.undo", { ns: "common" }),
                    done: t("edit.undone"),
                    does: async () => {
                      change(before);
                      return undefined;
                    },
                  });
                }}
              >
                {t("draft.startOver")}
              </Button>
            </>
          )
        }
      />
      <form
        className={css.page}
        noValidate
        aria-label={t("title")}
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            event.currentTarget.requestSubmit();
            // Enter in a field goes nowhere: nobody saves half a vendor by accident.
          } else if (event.target instanceof HTMLInputElement) event.preventDefault();
        }}
      >
        <div className={css.sheet}>
          {went && "faults" in went && attempts > 0 && (
            <FaultSummary faults={went.faults} turn={attempts} nameOf={nameOf} focus />
          )}
          {went && "failed" in went && <Failure error={went.error} saving again={() => void submit()} />}
          {went && "moved" in went && (
            <Alert color="red" title={t("moved.title", { name: draft.existing?.name })} role="alert">
              <p>{t("moved.hint")}</p>
              <Button
                size="compact-sm"
                mt="xs"
                onClick={async () => {
                  // Theirs is the new ground; what was changed here is put on it again.
                  const { party, existing } = draft;
                  const held = existing && (await use(existing.key));
                  if (!held || !existing) return;
                  const now = held.values as PartyValues;
                  const mine = Object.entries(party).filter(
                    ([field, value]) =>
                      JSON.stringify(value) !== JSON.stringify(existing.values[field as keyof PartyValues]),
                  );
                  form.setValues((latest: object) => ({
                    ...latest,
                    party: { ...now, ...Object.fromEntries(mine) },
                  }));
                  setWent(undefined);
                }}
              >
                {t("moved.again")}
              </Button>
            </Alert>
          )}
          <Section step="party" number={1}>
            <div className={css.naming}>
              <TextField
                place={{ form, at: "party." }}
                name="name"
                label={t("party.name")}
                description={t("party.nameHint")}
                required
                size="md"
              />
              {draft.existing ? (
                <p className={css.using} role="status">
                  {t("known.using", { name: draft.existing.name })}{" "}
                  <Button size="compact-sm" variant="subtle" onClick={separate}>
                    {t("known.other")}
                  </Button>
                </p>
              ) : (
                <Similar found={similar} onUse={(key) => void use(key)} />
              )}
            </div>
            <PartyForm place={{ form, at: "party." }} added={!draft.existing} named kinds={KINDS} />
          </Section>
          <Section step="contract" number={2}>
            <Switch
              label={t("withContract")}
              checked={draft.hasContract}
              onChange={({ currentTarget: { checked } }) =>
                change((now) => ({ ...now, hasContract: checked }))
              }
            />
            {draft.hasContract ? (
              <ContractForm
                place={{ form, at: "contract." }}
                added
                likely={together(fromFlows, theirs, { regions }, habits)}
              >
                <TermFacts plan={trial.plan} contract={draft.contract.key} />
              </ContractForm>
            ) : (
              <p className={css.none}>{t("noContract")}</p>
            )}
          </Section>
          <Section step="flows" number={3}>
            {draft.flows.map((_, index) => (
              <FlowStep
                // biome-ignore lint/suspicious/noArrayIndexKey: their keys change while they are typed.
                key={index}
                form={form}
                index={index}
                draft={draft}
                likely={{ regions }}
                onChange={change}
              />
            ))}
            <AddFlow
              first={draft.flows.length === 0}
              onAdd={() => change((now) => ({ ...now, flows: [...now.flows, newFlow(now, today())] }))}
            />
          </Section>
        </div>
        <section ref={staysBelow} className={css.rail} aria-label={t("impact.title")}>
          <Steps states={states} />
          <div className={css.bar}>
            <Impact
              of={trial}
              faults={wrong.length}
              waiting={made ? undefined : t("impact.waiting")}
              open={window.matchMedia(WIDE).matches}
            />
            {made && missing.length > 0 && (
              <p className={css.still}>{t("impact.unfinished", { count: missing.length })}</p>
            )}
            <Button type="submit" loading={saving} aria-keyshortcuts="Control+Enter Meta+Enter">
              {t("save")}
            </Button>
          </div>
        </section>
      </form>
    </UpcomingProvider>
  );
}

function Section({ step, number, children }: { step: Step; number: number; children: React.ReactNode }) {
  const { t } = useTranslation("register");
  return (
    <section className={css.section} id={`step-${step}`} aria-labelledby={`step-${step}-title`}>
      <header>
        <h2 id={`step-${step}-title`}>
          <span className={css.number}>{number}</span>
          {t(`step.${step}`)}
        </h2>
        <p className="quiet">{t(`step.${step}Hint`)}</p>
      </header>
      {children}
    </section>
  );
}
