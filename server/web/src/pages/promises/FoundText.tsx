import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Verdict } from "../../gql/graphql";
import { VerdictIcon } from "../../parts/marks";
import css from "./FullText.module.css";
import type { PromiseRead } from "./operations";
import { PromiseLink, useOpenInView } from "./PromiseText";
import { type Place, stretches } from "./quotes";
import { type Span, selectedIn, wholeWords } from "./selection";

interface Picked extends Span {
  top: number;
  left: number;
}

/** The text with its promises underlined. Selected words can become a promise. */
export function FoundText({
  text,
  places,
  promises,
  onMake,
}: {
  text: string;
  places: readonly Place[];
  promises: readonly PromiseRead[];
  onMake: (span: Span) => void;
}) {
  const { t } = useTranslation("promises");
  const frame = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => stretches(text, places), [text, places]);
  const byKey = useMemo(() => new Map(promises.map((promise) => [promise.key, promise])), [promises]);
  const picked = usePicked(text, root, frame);
  useOpenInView(root);
  return (
    <div ref={frame} className={css.frame}>
      <div ref={root} className={css.text}>
        {parts.map((part) => {
          // Of promises within each other the narrowest is meant.
          const promise = byKey.get(part.keys.at(-1) ?? "");
          const ends = places.some(
            ({ key, end }) => key === promise?.key && end === part.start + part.text.length,
          );
          return promise ? (
            <Fragment key={part.start}>
              <PromiseLink of={promise}>{part.text}</PromiseLink>
              {ends && promise.verdict && <InlineMark verdict={promise.verdict} />}
            </Fragment>
          ) : (
            <Fragment key={part.start}>{part.text}</Fragment>
          );
        })}
      </div>
      {picked && (
        <Button
          className={css.make as string}
          style={{ top: picked.top, left: picked.left }}
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          // The press would take the selection away before the click is there.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onMake(picked)}
        >
          {t("text.makeOfSelection")}
        </Button>
      )}
    </div>
  );
}

/** A verdict within the text that is no part of it: nothing here is a character that a selection would count. */
function InlineMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const word = t(`verdict.${verdict}`);
  return (
    <span role="img" aria-label={word} data-word={word} data-verdict={verdict} className={css.mark}>
      <VerdictIcon verdict={verdict} />
    </span>
  );
}

/** The selected words and where a button for them fits: under them. */
function usePicked(
  text: string,
  root: React.RefObject<HTMLDivElement | null>,
  frame: React.RefObject<HTMLDivElement | null>,
): Picked | undefined {
  const [picked, setPicked] = useState<Picked>();
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection();
      const selected = root.current ? selectedIn(root.current, selection) : undefined;
      const span = selected && wholeWords(text, selected);
      if (!span || !selection || !frame.current) {
        setPicked(undefined);
        return;
      }
      const around = frame.current.getBoundingClientRect();
      const place = selection.getRangeAt(0).getBoundingClientRect();
      setPicked({
        ...span,
        top: place.bottom - around.top + 6,
        left: Math.max(0, Math.min(place.left - around.left, around.width - 190)),
      });
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [text, root, frame]);
  return picked;
}
