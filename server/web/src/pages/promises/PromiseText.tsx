import { useHotkeys } from "@mantine/hooks";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate } from "react-router";
import { useTo } from "../../parts/Link";
import { VerdictMark } from "../../parts/marks";
import { useShown } from "./address";
import { chapterId } from "./Contents";
import type { PromiseRead } from "./operations";
import css from "./Reading.module.css";
import { chapters } from "./reading";

/** The promises of a notice as a document: a chapter at a time, each underlined by its verdict. */
export function PromiseText({ promises }: { promises: readonly PromiseRead[] }) {
  const { t } = useTranslation("promises");
  const { shown } = useShown();
  const parts = useMemo(() => chapters(promises), [promises]);
  const root = useRef<HTMLDivElement>(null);
  const flat = useMemo(() => parts.flatMap((part) => part.promises), [parts]);
  useReadingKeys(root, flat);
  useOpenInView(root);
  return (
    <div ref={root}>
      {parts.map(({ chapter, promises }) => (
        <section key={chapter ?? ""} id={chapterId(chapter)}>
          <h3 className={css.chapter}>{chapter === null ? t("noSection") : t("chapter", { chapter })}</h3>
          <ol className={css.promises}>
            {promises.map((promise) => (
              <li key={promise.key} className={css.promise} data-open={shown.open === promise.key}>
                <span className={css.number}>{promise.section}</span>
                <p>
                  <PromiseLink of={promise} />
                </p>
                <span className={css.mark}>
                  {promise.verdict ? (
                    <VerdictMark verdict={promise.verdict} />
                  ) : (
                    <span className="quiet">{t("notJudged")}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      <p className={`quiet ${css.hint}`}>{t("keysHint")}</p>
    </div>
  );
}

/** The words of a promise. They open it beside the notice, and its page when it is open already. */
export function PromiseLink({ of, children }: { of: PromiseRead; children?: string }) {
  const { t } = useTranslation("promises");
  const { shown, show, addressOf } = useShown();
  const go = useNavigate();
  const keep = useTo();
  const open = shown.open === of.key;
  const opened = { open: of.key, edit: undefined, notice: shown.notice ?? noticeOf(of) };
  return (
    <RouterLink
      className={css.quote as string}
      to={addressOf(opened)}
      preventScrollReset
      draggable={false}
      data-promise={of.key}
      data-verdict={of.verdict ?? "none"}
      aria-current={open || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        // Enter on what is open; a click says how often it was clicked.
        if (open && event.detail === 0) void go(keep(`/promises/${encodeURIComponent(of.key)}`));
        else show(opened);
      }}
    >
      {children ?? of.quote ?? t("noQuote", { key: of.key })}
    </RouterLink>
  );
}

/**
 * What is open is in view, and what was when it closes: what opens beside a notice makes it narrower, and it scrolls by itself then.
 */
export function useOpenInView(root: React.RefObject<HTMLElement | null>) {
  const { shown } = useShown();
  const before = useRef<string>(undefined);
  useEffect(() => {
    const promise = shown.open ?? before.current;
    before.current = shown.open;
    const links = root.current?.querySelectorAll<HTMLElement>("[data-promise]") ?? [];
    const link = [...links].find(({ dataset }) => dataset.promise === promise);
    link?.scrollIntoView({ block: "nearest" });
  }, [root, shown.open]);
}

const noticeOf = (promise: PromiseRead) => promise.notice?.key;

/** `j` and `k` move from promise to promise, `e` edits the one that is open, Escape closes it. */
function useReadingKeys(root: React.RefObject<HTMLDivElement | null>, promises: readonly PromiseRead[]) {
  const { shown, show } = useShown();
  const link = (key: string | undefined) =>
    [...(root.current?.querySelectorAll<HTMLElement>("[data-promise]") ?? [])].find(
      (element) => element.dataset.promise === key,
    );
  const here = () => {
    const focused = document.activeElement;
    return (
      (focused instanceof HTMLElement && root.current?.contains(focused) && focused.dataset.promise) ||
      shown.open
    );
  };
  const move = (by: number) => {
    const at = promises.findIndex(({ key }) => key === here());
    const next = promises[at < 0 ? (by > 0 ? 0 : promises.length - 1) : at + by];
    if (!next) return;
    link(next.key)?.focus();
    link(next.key)?.scrollIntoView({ block: "nearest" });
    if (shown.open) show({ open: next.key }, { replace: true });
  };
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
    ["o", () => link(here())?.click()],
    ["e", () => shown.open && !shown.edit && show({ edit: shown.open })],
    [
      "Escape",
      () => {
        if (!shown.open || shown.edit) return;
        // Not what is shown: after `j` or `k` the one that is focused may not be drawn yet.
        const promise = here();
        show({ open: undefined });
        link(promise)?.focus();
      },
    ],
  ]);
}
