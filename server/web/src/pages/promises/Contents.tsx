import { useTranslation } from "react-i18next";
import { VerdictIcon } from "../../parts/marks";
import css from "./Contents.module.css";
import type { PromiseRead } from "./operations";
import { chapters, countVerdicts, VERDICTS } from "./reading";

/** Where the chapter of a number begins on the page. */
export const chapterId = (chapter: string | null) => `chapter-${chapter ?? "none"}`;

/** The chapters of a notice and how the promises of each fare, beside it where there is room. */
export function Contents({ promises }: { promises: readonly PromiseRead[] }) {
  const { t } = useTranslation(["promises", "common"]);
  const parts = chapters(promises);
  if (parts.length < 2) return null;
  return (
    <nav className={css.contents} aria-labelledby="contents">
      <h2 id="contents">{t("contents")}</h2>
      <ul>
        {parts.map(({ chapter, promises }) => {
          const counts = countVerdicts(promises);
          return (
            <li key={chapter ?? ""}>
              <a
                href={`#${chapterId(chapter)}`}
                onClick={(event) => {
                  // The address says what is shown; how far it was scrolled is no part of that.
                  event.preventDefault();
                  const target = document.getElementById(chapterId(chapter));
                  target?.scrollIntoView({ block: "start" });
                  target?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
                }}
              >
                {chapter === null ? t("noSection") : t("chapter", { chapter })}
              </a>
              <span className={css.counts}>
                {VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => (
                  <span key={verdict}>
                    <VerdictIcon verdict={verdict} />
                    <span className="number">{counts[verdict]}</span>
                    <span className="visually-hidden"> {t(`common:verdict.${verdict}`)}</span>
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
