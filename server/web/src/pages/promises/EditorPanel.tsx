import { CloseButton } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useFocusBack } from "../../parts/focusBack";
import panel from "../../parts/SidePanel.module.css";
import { Answer, NotFound } from "../../parts/states";
import { NEW } from "./address";
import { type Draft, draftOf, keyFrom, newDraft } from "./draft";
import { Editor } from "./Editor";
import { PromiseQuery, type PromiseWhole } from "./operations";

interface Props {
  /** The promise that is edited, or `NEW`. */
  of: string;
  /** What a new promise begins with. */
  start: Partial<Draft>;
  onClose: () => void;
  onSaved: (key: string | undefined) => void;
}

/** The form of a promise, where its reading was. */
export function EditorPanel(props: Props) {
  const { t } = useTranslation(["promises", "common"]);
  const title = props.of === NEW ? t("edit.newTitle") : t("edit.title");
  const head = useRef<HTMLHeadingElement>(null);
  useFocusBack();
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  return (
    <aside className={panel.panel} aria-label={title}>
      <div className={panel.bar}>
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton aria-label={t("common:action.close")} onClick={props.onClose} />
      </div>
      <div className={panel.content}>
        <EditorOf {...props} />
      </div>
    </aside>
  );
}

/** The form itself, once what it edits is known. */
export function EditorOf({ of, start, onClose, onSaved }: Props) {
  const { asOf } = useDay();
  const asked = useAsk(PromiseQuery, { key: of, asOf: asOf ?? null }, { pause: of === NEW });
  // A form that is open stays open when its promise is removed by someone: it says so when it is saved.
  const shown = useRef<PromiseWhole>(undefined);
  if (asked.data?.promise?.key === of) shown.current = asked.data.promise;
  if (of === NEW) {
    return (
      <Editor
        base={newDraft({ key: keyFrom(start.quote ?? ""), ...start })}
        revision={undefined}
        onCancel={onClose}
        onSaved={onSaved}
      />
    );
  }
  if (shown.current?.key === of) {
    const { revision } = shown.current;
    return <Editor base={draftOf(shown.current)} revision={revision} onCancel={onClose} onSaved={onSaved} />;
  }
  return <Answer of={asked}>{() => !asked.fetching && <NotFound of={of} />}</Answer>;
}
