import { Button, Group, Textarea } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "./draft";
import { FoundText } from "./FoundText";
import css from "./FullText.module.css";
import type { PromiseRead } from "./operations";
import { PromiseText } from "./PromiseText";
import { placesOf } from "./quotes";
import { quoteOf, type Span, sectionAt, wholeWords } from "./selection";

/**
 * The notice's text as it was published, which the register does not hold: whoever reads it pastes it. Promises are found in it
 * by their words; other words can be selected to make a promise of them.
 */
export function FullText({
  notice,
  promises,
  onMake,
}: {
  notice: string;
  promises: readonly PromiseRead[];
  onMake: (draft: Partial<Draft>) => void;
}) {
  const { t } = useTranslation("promises");
  const [text, setText, forget] = useLocalStorage({
    key: `kept.notice-text.${notice}`,
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  const [writing, setWriting] = useState(text === "");
  const make = (span: Span) =>
    onMake({ notice, quote: quoteOf(text, span), section: sectionAt(text, span.start) ?? "" });
  if (writing) {
    return (
      <Paste
        text={text}
        onChange={setText}
        onDone={() => setWriting(false)}
        onMake={(span) => (span ? make(span) : notifications.show({ message: t("text.selectFirst") }))}
        onForget={() => {
          forget();
          notifications.show({ message: t("text.forgotten") });
        }}
      />
    );
  }
  return <Found text={text} promises={promises} onMake={make} onEdit={() => setWriting(true)} />;
}

function Paste({
  text,
  onChange,
  onDone,
  onMake,
  onForget,
}: {
  text: string;
  onChange: (text: string) => void;
  onDone: () => void;
  onMake: (span: Span | undefined) => void;
  onForget: () => void;
}) {
  const { t } = useTranslation("promises");
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div className={css.paste}>
      <Textarea
        ref={area}
        label={t("text.paste")}
        description={t("text.pasteHint")}
        autosize
        minRows={12}
        maxRows={26}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button onClick={onDone} disabled={text.trim() === ""}>
          {t("text.done")}
        </Button>
        <Button
          variant="default"
          disabled={text.trim() === ""}
          onClick={() => {
            const at = area.current;
            onMake(at ? wholeWords(text, { start: at.selectionStart, end: at.selectionEnd }) : undefined);
          }}
        >
          {t("text.makeOfSelection")}
        </Button>
        {text !== "" && (
          <Button variant="subtle" color="gray" onClick={onForget}>
            {t("text.forget")}
          </Button>
        )}
      </Group>
    </div>
  );
}

function Found({
  text,
  promises,
  onMake,
  onEdit,
}: {
  text: string;
  promises: readonly PromiseRead[];
  onMake: (span: Span) => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation("promises");
  const { places, missing } = useMemo(() => placesOf(text, promises), [text, promises]);
  const lost = promises.filter(({ key }) => missing.includes(key));
  return (
    <>
      <div className={css.bar}>
        <span className="quiet">
          {t("text.found", { found: places.length, total: promises.length })}. {t("text.selectHint")}
        </span>
        <Button size="compact-sm" variant="default" onClick={onEdit}>
          {t("text.edit")}
        </Button>
      </div>
      <FoundText text={text} places={places} promises={promises} onMake={onMake} />
      {lost.length > 0 && (
        <section className={css.lost}>
          <h3>{t("text.missing")}</h3>
          <p className="quiet">{t("text.missingHint")}</p>
          <PromiseText promises={lost} />
        </section>
      )}
    </>
  );
}
