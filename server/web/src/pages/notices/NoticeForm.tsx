import { Button, CloseButton, Group, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useHotkeys, useMergedRef } from "@mantine/hooks";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { today } from "../../data/day";
import { useAsk } from "../../data/live";
import { TryDelta, useTrial } from "../../data/trial";
import { graphql } from "../../gql";
import type { NoticeFactsFragment } from "../../gql/graphql";
import { useFocusBack } from "../../parts/focusBack";
import { startsHere, useToFault } from "../../parts/formFocus";
import panel from "../../parts/SidePanel.module.css";
import { Answer, Empty } from "../../parts/states";
import { TermPicker } from "../../parts/TermPicker";
import { NEW } from "../promises/address";
import { Conflict } from "../promises/Conflict";
import { keyFrom } from "../promises/draft";
import css from "../promises/Editor.module.css";
import { faultsOf } from "../promises/fields";
import { NotSaved } from "../promises/NotSaved";
import { NoticeFactsQuery } from "../promises/operations";
import { SaveLine } from "../promises/SaveLine";
import { useDraft } from "../promises/useDraft";
import { type NoticeDraft, newNotice, noticeDocument, noticeDraftOf, noticeMissing } from "./noticeDraft";
import { ChainQuery } from "./operations";
import { useSaveNotice } from "./useSaveNotice";

const GiversQuery = graphql(`
  query NoticeGivers {
    parties(filter: { kind: [SELF, AFFILIATE] }, first: 200) { nodes { key name kind } }
  }
`);

interface Props {
  /** The notice that is edited, or `NEW`. */
  of: string;
  onClose: () => void;
  onSaved: (key: string) => void;
}

/** The form of a notice's facts, beside what it is about. */
export function NoticeEditPanel({ of, onClose, onSaved }: Props) {
  const { t } = useTranslation(["notices", "common"]);
  const asked = useAsk(NoticeFactsQuery, { key: of }, { pause: of === NEW });
  const title = of === NEW ? t("edit.newTitle") : t("edit.title");
  const head = useRef<HTMLHeadingElement>(null);
  useFocusBack();
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  return (
    <aside className={panel.panel} aria-label={title}>
      <div className={panel.bar}>
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton aria-label={t("common:action.close")} onClick={onClose} />
      </div>
      <div className={panel.content}>
        {of === NEW ? (
          <NoticeForm notice={undefined} onCancel={onClose} onSaved={onSaved} />
        ) : (
          <Answer of={asked}>
            {({ notice }) =>
              notice?.key === of ? (
                <NoticeForm notice={notice} onCancel={onClose} onSaved={onSaved} />
              ) : (
                <Empty title={t("common:state.recordNotFound", { key: of })} />
              )
            }
          </Answer>
        )}
      </div>
    </aside>
  );
}

function NoticeForm({
  notice,
  onCancel,
  onSaved,
}: {
  notice: NoticeFactsFragment | undefined;
  onCancel: () => void;
  onSaved: (key: string) => void;
}) {
  const { t } = useTranslation(["notices", "common", "promises"]);
  const isNew = notice === undefined;
  const fresh = useRef({
    base: notice ? noticeDraftOf(notice) : newNotice(today()),
    revision: notice?.revision,
  });
  const kept = useDraft<NoticeDraft>(`kept.draft.notice.${notice?.key ?? NEW}`, fresh.current);
  const { draft, setDraft } = kept;
  const saving = useSaveNotice(kept, onSaved);
  const faults = useMemo(() => faultsOf(saving.fault?.fields ?? []), [saving.fault]);
  const missing = noticeMissing(draft);
  const document = useMemo(
    () =>
      missing.length === 0 && kept.changed
        ? { kept: 1, notices: [noticeDocument(notice, draft)] }
        : undefined,
    [missing.length, kept.changed, notice, draft],
  );
  const trial = useTrial(TryDelta, document);
  const ready = missing.length === 0 && kept.changed && !saving.busy;
  const save = () => ready && void saving.save();
  useHotkeys([["mod+Enter", save]], []);
  const change = (part: Partial<NoticeDraft>) => setDraft((before) => ({ ...before, ...part }));
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
      {saving.conflict && <Conflict kind="notice" of={saving.conflict} onChoose={saving.choose} />}
      <Fields draft={draft} change={change} faults={faults} isNew={isNew} />
      <div className={css.foot}>
        {saving.fault && <NotSaved fault={saving.fault} faults={faults} />}
        <SaveLine
          trial={trial}
          waiting={
            !kept.changed
              ? t("promises:live.unchanged")
              : missing.length > 0
                ? t("promises:live.notYet", {
                    why: missing.map((what) => t(`edit.missing.${what}`)).join(" "),
                  })
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
          {kept.back && kept.changed && (
            <Button size="sm" variant="subtle" onClick={kept.discard}>
              {t("promises:edit.discard")}
            </Button>
          )}
        </Group>
      </div>
    </form>
  );
}

function Fields({
  draft,
  change,
  faults,
  isNew,
}: {
  draft: NoticeDraft;
  change: (part: Partial<NoticeDraft>) => void;
  faults: ReturnType<typeof faultsOf>;
  isNew: boolean;
}) {
  const { t } = useTranslation("notices");
  const givers = useAsk(GiversQuery, {}).data?.parties.nodes ?? [];
  const others = useAsk(ChainQuery, { by: draft.by || null }).data?.notices.nodes ?? [];
  return (
    <>
      <section className={css.group}>
        <TextInput
          label={t("edit.name")}
          description={t("edit.nameHint")}
          required
          value={draft.title}
          error={faults.at("title")}
          onChange={(event) => {
            const title = event.currentTarget.value;
            const follows = isNew && (draft.key === "" || draft.key === keyFrom(draft.title));
            change({ title, ...(follows && { key: keyFrom(title) }) });
          }}
        />
        {isNew && (
          <TextInput
            label={t("edit.key")}
            description={t("edit.keyHint")}
            required
            value={draft.key}
            error={faults.at("key")}
            onChange={(event) => change({ key: event.currentTarget.value.trim().toLowerCase() })}
          />
        )}
        <NativeSelect
          label={t("edit.by")}
          value={draft.by}
          error={faults.at("by")}
          data={[
            ...(draft.by === "" || isNew ? [{ value: "", label: t("edit.byHint") }] : []),
            ...givers.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(event) => change({ by: event.currentTarget.value })}
        />
        <div className={css.pair}>
          <TextInput
            type="date"
            label={t("edit.effectiveOn")}
            required
            value={draft.effectiveOn}
            error={faults.at("effectiveOn")}
            onChange={(event) => change({ effectiveOn: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t("edit.endedOn")}
            description={t("edit.endedOnHint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={draft.endedOn}
            error={faults.at("endedOn")}
            onChange={(event) => change({ endedOn: event.currentTarget.value })}
          />
        </div>
        <NativeSelect
          label={t("edit.supersedes")}
          value={draft.supersedes}
          error={faults.at("supersedes")}
          data={[
            { value: "", label: t("edit.none") },
            ...others
              .filter(({ key }) => key !== draft.key)
              .map(({ key, title, effectiveOn }) => ({ value: key, label: `${title} (${effectiveOn})` })),
          ]}
          onChange={(event) => change({ supersedes: event.currentTarget.value })}
        />
        <Switch
          label={t("edit.consentRenewed")}
          description={t("edit.consentRenewedHint")}
          checked={draft.consentRenewed}
          onChange={(event) => change({ consentRenewed: event.currentTarget.checked })}
        />
      </section>
      <fieldset className={css.group}>
        <legend>{t("edit.audience")}</legend>
        <TermPicker
          taxonomy="SUBJECT"
          label={t("edit.subjects")}
          description={t("edit.subjectsHint")}
          value={draft.audience.subjects}
          error={faults.at("audience.subjects")}
          onChange={(subjects) => change({ audience: { ...draft.audience, subjects } })}
        />
        <TermPicker
          taxonomy="REGION"
          label={t("edit.regions")}
          description={t("edit.regionsHint")}
          value={draft.audience.regions}
          error={faults.at("audience.regions")}
          onChange={(regions) => change({ audience: { ...draft.audience, regions } })}
        />
      </fieldset>
      <TextInput
        label={t("edit.url")}
        type="url"
        value={draft.url}
        error={faults.at("url")}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
    </>
  );
}
