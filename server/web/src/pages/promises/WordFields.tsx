import { SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { PromiseKind } from "../../gql/graphql";
import { keyFrom } from "./draft";
import type { FormProps } from "./Editor";
import css from "./Editor.module.css";
import { NoticePicker } from "./NoticePicker";

/** What a promise says, where, and whether it limits or tells. */
export function WordFields({ draft, change, faults, isNew }: FormProps & { isNew: boolean }) {
  const { t } = useTranslation("promises");
  const kind = useId();
  return (
    <section className={css.group}>
      <div>
        <p className={css.label} id={kind}>
          {t("edit.kind")}
        </p>
        <SegmentedControl
          fullWidth
          size="xs"
          className={css.kinds}
          aria-labelledby={kind}
          data={[
            { value: "COMMITMENT", label: t("edit.commitment") },
            { value: "DISCLOSURE", label: t("edit.disclosure") },
          ]}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind as PromiseKind })}
        />
      </div>
      <Textarea
        label={t("edit.quote")}
        description={t("edit.quoteHint")}
        autosize
        minRows={2}
        maxRows={8}
        value={draft.quote}
        error={faults.at("quote")}
        data-autofocus
        onChange={(event) => {
          const quote = event.currentTarget.value;
          // The key follows the words until someone gives it one.
          const follows = isNew && (draft.key === "" || draft.key === keyFrom(draft.quote));
          change({ quote, ...(follows && { key: keyFrom(quote) }) });
        }}
      />
      <div className={css.pair}>
        <TextInput
          label={t("edit.section")}
          placeholder={t("edit.sectionHint")}
          value={draft.section}
          error={faults.at("section")}
          onChange={(event) => change({ section: event.currentTarget.value })}
        />
        {isNew && (
          <TextInput
            label={t("edit.key")}
            value={draft.key}
            error={faults.at("key")}
            onChange={(event) => change({ key: event.currentTarget.value.trim().toLowerCase() })}
          />
        )}
      </div>
      {isNew && (
        <div>
          <p className={css.label}>{t("edit.notice")}</p>
          <div className={css.wide}>
            <NoticePicker
              value={draft.notice || undefined}
              onChange={(notice) => change({ notice: notice ?? "" })}
              all={false}
              wide
            />
          </div>
          {faults.at("notice") && <p className={css.error}>{faults.at("notice")}</p>}
        </div>
      )}
    </section>
  );
}
