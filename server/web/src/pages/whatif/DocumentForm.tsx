import { Button, FileButton, Group, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Staged } from "../../data/staged";
import { readDocument } from "./changes";
import css from "./WhatIf.module.css";

const EXAMPLE = `{
  "parties": [
    { "key": "new-mailer", "name": "New Mailer Ltd.", "kind": "VENDOR", "country": "IE" }
  ]
}`;

/** A register document, written, pasted or from a file. */
export function DocumentForm({
  stage,
  onDone,
}: {
  stage: (change: Omit<Staged, "id">) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation("whatif");
  const { t: say } = useTranslation();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = () => {
    const read = readDocument(text);
    if ("problem" in read) {
      setProblem(t(`document.problem.${read.problem}`, { detail: read.detail ?? "" }));
      return;
    }
    stage({ title: title.trim() || t("document.untitled", { count: read.count }), document: read.document });
    onDone();
  };
  return (
    <form
      className={css.form}
      aria-label={t("add.document")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{t("add.document")}</h2>
      <TextInput
        label={t("document.title")}
        description={t("document.titleHint")}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t("document.text")}
        description={t("document.textHint")}
        placeholder={EXAMPLE}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        classNames={{ input: css.code as string }}
        value={text}
        error={problem}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Group gap="xs">
        <Button type="submit" size="xs">
          {t("add.stage")}
        </Button>
        <FileButton
          accept="application/json,.json"
          onChange={(file) => {
            if (!file) return;
            void file.text().then((content) => {
              setText(content);
              setTitle((before) => before || file.name);
            });
          }}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t("document.file")}
            </Button>
          )}
        </FileButton>
        <Button size="xs" variant="default" onClick={onDone}>
          {say("action.cancel")}
        </Button>
      </Group>
    </form>
  );
}
