import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMergedRef } from "@mantine/hooks";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CombinedError, useClient } from "urql";
import { faultOf } from "../../data/faults";
import css from "../../edit/EditForm.module.css";
import { FaultSummary } from "../../edit/FaultSummary";
import type { AnyForm } from "../../edit/fields";
import { proposeKey } from "../../edit/key";
import { useLeaving } from "../../edit/Leaving";
import { byField, type Placed, placed } from "../../edit/places";
import { startsHere, useToFault } from "../../parts/formFocus";
import { Failure } from "../../parts/states";
import { ChannelForm } from "./ChannelForm";
import { missingOf } from "./missing";
import { type Channel, ChannelQuery } from "./queries";
import { RemoveChannel } from "./RemoveChannel";
import { useChannelActions } from "./useChannelActions";
import { useChannelNames } from "./useChannelNames";
import { useChannelFieldName } from "./useFieldName";
import { type ChannelValues, differencesOf, fieldsOf, newChannel, onTop, valuesOf } from "./values";

interface Base {
  /** As it is in the register; undefined for one that is not there yet. */
  channel: Channel | undefined;
  values: ChannelValues;
}

const baseOf = (channel: Channel | undefined): Base => ({
  channel,
  values: channel ? valuesOf(channel) : newChannel(),
});

/** The server's places where the form has others. */
const PLACES: Record<string, string> = { schedule: "plan.cron" };

/** The form of a channel, new or known, and the ways out of it: save, cancel, remove. */
export function ChannelEdit({
  channel,
  onDone,
  onSaved,
}: {
  channel: Channel | undefined;
  onDone: () => void;
  onSaved?: (channel: Channel) => void;
}) {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();
  const client = useClient();
  const nameOf = useChannelFieldName();
  const names = useChannelNames();
  const { add, change } = useChannelActions();
  const [base, setBase] = useState<Base>(() => baseOf(channel));
  const form = useForm<ChannelValues>({ mode: "controlled", initialValues: base.values });
  const [faults, setFaults] = useState<{ list: Placed[]; turn: number }>({ list: [], turn: 0 });
  const [error, setError] = useState<CombinedError>();
  const [moved, setMoved] = useState<string[]>();
  const [gone, setGone] = useState(false);
  const [saving, setSaving] = useState(false);
  /** False once it was asked about: then the focus is where that began. */
  const [removing, setRemoving] = useState<boolean>();
  const element = useRef<HTMLFormElement>(null);
  const start = useMergedRef(element, startsHere);
  useToFault(element, faults.turn);
  useToFault(element, error ?? moved ?? gone);
  const [typedKey, setTypedKey] = useState(false);
  const { values } = form;
  const isNew = base.channel === undefined;
  const differ = (values: ChannelValues) =>
    isNew
      ? JSON.stringify(base.values) !== JSON.stringify(values)
      : Object.keys(differencesOf(base.values, values)).length > 0;
  const changed = differ(values);
  const { cancel, letGo, question } = useLeaving({
    unsaved: () => !saving && differ(form.getValues()),
    onDone,
  });

  const complain = (list: Placed[]) => {
    setFaults({ list, turn: faults.turn + 1 });
    form.setErrors(byField(list));
  };

  /** Someone else was faster: what they changed is taken over, and what was typed here stays on top of it. */
  const meet = async (key: string) => {
    const { data, error } = await client
      .query(ChannelQuery, { key }, { requestPolicy: "network-only" })
      .toPromise();
    if (error) setError(error);
    else if (!data?.channel) setGone(true);
    else {
      const theirs = baseOf(data.channel);
      const merged = onTop(base.values, theirs.values, values);
      setMoved(merged.theirs.map(nameOf));
      setBase(theirs);
      form.setValues(merged.values);
    }
  };

  const save = async () => {
    setError(undefined);
    setMoved(undefined);
    const missing = missingOf(values).map(({ at, need, address }) => ({
      at,
      message: t(`form.need.${need}`, { address: address ?? "" }),
    }));
    if (missing.length > 0) return complain(missing);
    setSaving(true);
    const done = base.channel ? await change(base.channel, base.values, values) : await add(values);
    setSaving(false);
    if ("channel" in done) {
      letGo();
      if (onSaved) onSaved(done.channel);
      else onDone();
      return;
    }
    const fault = faultOf(done.error);
    if ((fault.code === "CONFLICT" || fault.code === "NOT_FOUND") && base.channel)
      await meet(base.channel.key);
    else if (fault.fields.length > 0)
      complain(
        placed(fault.fields, fieldsOf(values)).map(({ at, message }) => ({ at: PLACES[at] ?? at, message })),
      );
    else setError(done.error);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    if (changed || isNew) void save();
    else onDone();
  };

  if (removing && channel)
    return <RemoveChannel channel={channel} onKeep={() => setRemoving(false)} onRemoved={letGo} />;
  return (
    <form
      ref={start}
      className={css.form}
      noValidate
      aria-label={channel?.title ?? t("form.createTitle")}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <FaultSummary faults={faults.list} turn={faults.turn} nameOf={nameOf} />
      {gone && (
        <p className={css.note} role="alert" tabIndex={-1} data-tone="wrong">
          {t("form.gone")}
        </p>
      )}
      {moved && (
        <p className={css.note} role="alert" tabIndex={-1}>
          {moved.length > 0 ? t("form.moved", { fields: moved.join(", ") }) : t("form.movedNone")}
        </p>
      )}
      {error && <Failure error={error} saving />}
      <ChannelForm
        place={{ form: form as unknown as AnyForm, at: "" }}
        added={isNew}
        onName={(name) => {
          if (!isNew || typedKey) return;
          form.setFieldValue("key", proposeKey(name, new Set(names?.keys())));
        }}
        onKey={() => setTypedKey(true)}
      />
      <div className={css.bar}>
        {question}
        {/* They stay for the focus to come back to. */}
        <div className={css.ways} hidden={question !== undefined}>
          <div className={css.buttons}>
            <Button type="submit" loading={saving} disabled={!isNew && !changed}>
              {isNew ? t("form.create") : common("action.save")}
            </Button>
            <Button variant="default" onClick={cancel}>
              {common("action.cancel")}
            </Button>
            {channel && (
              <Button
                className={css.last as string}
                variant="subtle"
                color="red"
                disabled={changed}
                data-autofocus={removing === false || undefined}
                onClick={() => setRemoving(true)}
              >
                {common("action.remove")}
              </Button>
            )}
          </div>
        </div>
      </div>
    </form>
  );
}
