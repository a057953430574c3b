import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMergedRef } from "@mantine/hooks";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { faultOf } from "../data/faults";
import { useSteady } from "../data/steady";
import { useTrial } from "../data/trial";
import { staysBelow } from "../parts/below";
import { startsHere, useToFault } from "../parts/formFocus";
import { Failure } from "../parts/states";
import { Conflict } from "./Conflict";
import { ContractForm } from "./ContractForm";
import { changesOf, documentOf, recordOf } from "./document";
import css from "./EditForm.module.css";
import { FaultSummary } from "./FaultSummary";
import { FlowForm } from "./FlowForm";
import type { AnyForm, Place } from "./fields";
import { Impact } from "./Impact";
import { useLeaving } from "./Leaving";
import { useFieldName } from "./names";
import { PartyForm } from "./PartyForm";
import { byField, type Placed, placed } from "./places";
import { Removal } from "./Removal";
import { type Held, heldOf, RecordToEdit, update } from "./records";
import { tell } from "./told";
import { TryRecords } from "./tryRecords";
import { kept } from "./unsaved";

interface Draft {
  base: Held;
  values: object;
}

type Went =
  | { wrong: "conflict"; theirs: Held }
  | { wrong: "gone" }
  | { wrong: "other"; error: Parameters<typeof faultOf>[0] };

const differ = (base: object, values: object) => Object.keys(changesOf(base, values)).length > 0;

/** The fields of one record, what saving them would change, and the ways out: save, cancel, remove. */
export function EditForm({ id, latest, onDone }: { id: string; latest: Held; onDone: () => void }) {
  const { t } = useTranslation("register");
  const client = useClient();
  const nameOf = useFieldName(latest.kind);
  const [draft] = useState(() => kept.read<Draft>(id));
  const [base, setBase] = useState<Held>(draft?.base ?? latest);
  const form = useForm<Record<string, unknown>>({
    mode: "controlled",
    initialValues: (draft?.values ?? latest.values) as Record<string, unknown>,
  }) as unknown as AnyForm;
  const [restored, setRestored] = useState(draft !== undefined);
  const [went, setWent] = useState<Went>();
  const [faults, setFaults] = useState<{ list: Placed[]; turn: number }>({ list: [], turn: 0 });
  const [saving, setSaving] = useState(false);
  /** False once it was asked about: then the focus is where that began. */
  const [removing, setRemoving] = useState<boolean>();
  const element = useRef<HTMLFormElement>(null);
  const start = useMergedRef(element, startsHere);
  useToFault(element, faults.turn);
  useToFault(element, went);

  const { values } = form;
  const changed = useMemo(() => differ(base.values, values), [base, values]);
  const document = useMemo(
    () => (changed ? documentOf(base.kind, recordOf(values)) : undefined),
    [changed, base.kind, values],
  );
  const trial = useTrial(TryRecords, document);
  const wrong = useMemo(() => placed(trial.fault?.fields ?? [], values), [trial.fault, values]);
  const { cancel, question } = useLeaving({
    unsaved: () => !saving && differ(base.values, form.getValues()),
    onDone,
    onLeave: () => kept.forget(id),
  });

  useEffect(() => {
    if (changed) kept.write(id, { base, values } satisfies Draft);
    else kept.forget(id);
  }, [changed, base, values, id]);

  // What is in the form already is judged as it is typed: there is nothing that is merely not filled in yet.
  const { setErrors } = form;
  const shown = useSteady(byField(wrong));
  useEffect(() => {
    if (!trial.asking) setErrors(shown);
  }, [trial.asking, shown, setErrors]);

  // Nothing was changed here, so what someone else changed is simply shown.
  const { setValues, getValues } = form;
  useEffect(() => {
    if (latest.revision === base.revision || differ(base.values, getValues())) return;
    setBase(latest);
    setValues(latest.values as Record<string, unknown>);
  }, [latest, base, getValues, setValues]);

  const take = (held: Held, values: object) => {
    setBase(held);
    setValues(values as Record<string, unknown>);
    setWent(undefined);
  };

  const save = async (before: Held, values: object) => {
    setSaving(true);
    setWent(undefined);
    const done = await update(client, before, values);
    setSaving(false);
    if ("held" in done) {
      kept.forget(id);
      setBase(done.held);
      setValues(done.held.values as Record<string, unknown>);
      tell(t("edit.saved", { name: done.held.title }), {
        label: t("action.undo", { ns: "common" }),
        done: t("edit.undone"),
        does: async () => {
          const back = await update(client, done.held, before.values);
          return "error" in back ? back.error : undefined;
        },
      });
      onDone();
      return;
    }
    const fault = faultOf(done.error);
    if (fault.code === "CONFLICT" || fault.code === "NOT_FOUND") {
      const now = await client.query(RecordToEdit, { id }, { requestPolicy: "network-only" }).toPromise();
      const theirs = heldOf(now.data?.node);
      setBase(before);
      setValues(values as Record<string, unknown>);
      setWent(
        theirs
          ? { wrong: "conflict", theirs }
          : now.error
            ? { wrong: "other", error: now.error }
            : { wrong: "gone" },
      );
    } else if (fault.code === "INVALID") {
      const list = placed(fault.fields, values);
      setFaults({ list, turn: faults.turn + 1 });
      setErrors(byField(list));
    } else setWent({ wrong: "other", error: done.error });
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.length > 0) setFaults({ list: wrong, turn: faults.turn + 1 });
    else if (changed) void save(base, values);
    else onDone();
  };

  if (removing) return <Removal id={id} held={latest} onKeep={() => setRemoving(false)} onRemoved={onDone} />;
  if (went?.wrong === "conflict") {
    return (
      <Conflict
        base={base.values}
        theirs={went.theirs}
        mine={values}
        onTake={(merged) => {
          take(went.theirs, merged);
          void save(went.theirs, merged);
        }}
        onBack={() => setWent(undefined)}
      />
    );
  }
  const place: Place = { form, at: "" };
  return (
    <form
      ref={start}
      className={css.form}
      noValidate
      aria-label={base.title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <FaultSummary faults={faults.list} turn={faults.turn} nameOf={nameOf} />
      {went?.wrong === "gone" && (
        <p className={css.note} role="alert" tabIndex={-1} data-tone="wrong">
          {t("conflict.gone")}
        </p>
      )}
      {went?.wrong === "other" && <Failure error={went.error} saving />}
      {restored && changed && (
        <p className={css.note} role="status">
          {t("edit.restored")}{" "}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              take(latest, latest.values);
              setRestored(false);
            }}
          >
            {t("edit.discard")}
          </Button>
        </p>
      )}
      {changed && latest.revision !== base.revision && (
        <p className={css.note} role="status">
          {t("edit.moved")}
        </p>
      )}
      {base.kind === "party" && <PartyForm place={place} open />}
      {base.kind === "contract" && <ContractForm place={place} open />}
      {base.kind === "flow" && <FlowForm place={place} open />}
      <div ref={staysBelow} className={css.bar}>
        {question}
        {/* They stay for the focus to come back to. */}
        <div className={css.ways} hidden={question !== undefined}>
          <Impact of={trial} faults={wrong.length} waiting={changed ? undefined : t("impact.same")} />
          <div className={css.buttons}>
            <Button type="submit" loading={saving} disabled={!changed}>
              {t("action.save", { ns: "common" })}
            </Button>
            <Button variant="default" onClick={cancel}>
              {t("action.cancel", { ns: "common" })}
            </Button>
            <span style={{ flex: 1 }} />
            <Button
              variant="subtle"
              color="red"
              onClick={() => setRemoving(true)}
              disabled={changed}
              data-autofocus={removing === false || undefined}
            >
              {t("action.remove", { ns: "common" })}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}
