import { Alert, Button, Group } from "@mantine/core";
import { useHotkeys, useMergedRef } from "@mantine/hooks";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { TryDelta, useTrial } from "../../data/trial";
import { staysBelow } from "../../parts/below";
import { startsHere, useToFault } from "../../parts/formFocus";
import { noticeDocument } from "../notices/noticeDraft";
import { Conflict } from "./Conflict";
import { type Draft, documentOf, missingOf } from "./draft";
import css from "./Editor.module.css";
import { faultsOf } from "./fields";
import { LimitFields } from "./LimitFields";
import { NotSaved } from "./NotSaved";
import { NoticeFactsQuery } from "./operations";
import { RemovePromise } from "./RemovePromise";
import { SaveLine } from "./SaveLine";
import { ScopeFields } from "./ScopeFields";
import { ShareFields } from "./ShareFields";
import { useDraft } from "./useDraft";
import { useSavePromise } from "./useSavePromise";
import { WordFields } from "./WordFields";

/** What of a draft is a field of the form, for what the server says of it. */
export interface FormProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  faults: ReturnType<typeof faultsOf>;
}

/** The form of a promise. It says what saving would change before it is saved, and loses nothing when someone else was faster. */
export function Editor({
  base,
  revision,
  onCancel,
  onSaved,
}: {
  base: Draft;
  /** Of the promise that is edited; undefined for a new one. */
  revision: number | undefined;
  onCancel: () => void;
  onSaved: (key: string | undefined) => void;
}) {
  const { t } = useTranslation(["promises", "common"]);
  // Words that were selected begin a draft of their own.
  const kept = useDraft(
    `kept.draft.promise.${revision === undefined ? `+${base.quote.slice(0, 80)}` : base.key}`,
    {
      base,
      revision,
    },
  );
  const { draft, setDraft } = kept;
  const isNew = kept.revision === undefined;
  const saving = useSavePromise(kept, onSaved);
  const faults = useMemo(() => faultsOf(saving.fault?.fields ?? []), [saving.fault]);
  const missing = missingOf(draft);
  const touched = isNew || kept.changed;
  const notice = useAsk(NoticeFactsQuery, { key: draft.notice }, { pause: !draft.notice }).data?.notice;
  const document = useMemo(
    () =>
      missing.length === 0 && touched && notice?.key === draft.notice
        ? { kept: 1, notices: [{ ...noticeDocument(notice), promises: [documentOf(draft)] }] }
        : undefined,
    [missing.length, touched, notice, draft],
  );
  const trial = useTrial(TryDelta, document);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const ready = missing.length === 0 && touched && !saving.busy;
  const save = () => ready && void saving.save();
  useHotkeys([["mod+Enter", save]], []);
  const form = { draft, change, faults };
  const element = useRef<HTMLFormElement>(null);
  const start = useMergedRef(element, startsHere);
  useToFault(element, saving.conflict ?? saving.fault);
  return (
    <form
      ref={start}
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {kept.back && kept.changed && (
        <Alert variant="light" p="xs">
          <Group justify="space-between" gap="xs">
            {t("edit.draftKept")}
            <Button size="compact-xs" variant="default" onClick={kept.discard}>
              {t("edit.discard")}
            </Button>
          </Group>
        </Alert>
      )}
      {saving.conflict && <Conflict kind="promise" of={saving.conflict} onChoose={saving.choose} />}
      <WordFields {...form} isNew={isNew} />
      <ScopeFields {...form} />
      {draft.kind === "COMMITMENT" ? <LimitFields {...form} /> : <ShareFields {...form} />}
      {!isNew && (
        <RemovePromise of={kept.base} revision={kept.revision ?? 0} onRemoved={() => onSaved(undefined)} />
      )}
      <div ref={staysBelow} className={css.foot}>
        {saving.fault && <NotSaved fault={saving.fault} faults={faults} gone={saving.gone} />}
        <SaveLine
          trial={trial}
          promise={draft.key}
          waiting={
            !touched
              ? t("live.unchanged")
              : missing.length > 0
                ? t("live.notYet", { why: missing.map((what) => t(`edit.missing.${what}`)).join(" ") })
                : undefined
          }
        />
        <Group gap="xs">
          <Button type="submit" size="sm" disabled={!ready} loading={saving.busy}>
            {t("edit.save")}
          </Button>
          <Button size="sm" variant="default" onClick={onCancel}>
            {t("common:action.cancel")}
          </Button>
        </Group>
      </div>
    </form>
  );
}
