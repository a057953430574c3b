import { Tooltip } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { today } from "../../data/day";
import { useDayWords } from "../../parts/marks";
import { axisOf, type Drawn, scale, ticks } from "./axis";
import { type Life, lastDay } from "./life";
import { useLifeSentence } from "./sentence";
import css from "./TermBar.module.css";

interface Props {
  life: Life;
  day: string;
  /** Amendments, by the first day of each. */
  amended?: readonly { title: string; effectiveOn: string }[];
  /** Without the legend and the table. */
  brief?: boolean;
}

const at = (left: number, width?: number): CSSProperties => ({
  left: `${left}%`,
  ...(width !== undefined && { width: `${width}%` }),
});

/** A contract's life on a time axis: its terms, the notice windows, the day shown, and what follows if nobody acts. */
export function TermBar({ life, day, amended = [], brief = false }: Props) {
  const { t } = useTranslation("contracts");
  const say = useDayWords();
  const sentence = useLifeSentence()(life, day);
  const axis = axisOf(life, day);
  const x = scale(axis.from, axis.until);
  const name = useTermName(life);
  const within = (on: string | null): on is string => on !== null && on >= axis.from && on <= axis.until;
  const here = x(day);
  const end = lastDay(life);
  return (
    <figure className={css.figure}>
      <p className={css.sentence}>{sentence}</p>
      <div className={css.bar} role="img" aria-label={t("term.bar", { sentence })}>
        <div className={css.track}>
          {axis.folded > 0 && <span className={css.folded}>{t("term.folded", { count: axis.folded })}</span>}
          {axis.terms.map((term) => {
            const left = x(term.from);
            const right = term.until ? x(term.until) : 100;
            return (
              <Tip
                key={term.number}
                label={`${name(term)}: ${say.day(term.from)} – ${term.until ? say.day(term.until) : t("term.openTerm")}`}
              >
                <div
                  className={css.term}
                  data-stage={term.stage}
                  data-open={term.until === null}
                  style={at(left, Math.max(0.4, right - left))}
                >
                  <span>{term.number > 0 ? t("term.renewal", { number: term.number }) : name(term)}</span>
                </div>
              </Tip>
            );
          })}
          {axis.terms.map(
            (term) =>
              term.window && (
                <Tip
                  key={`window ${term.number}`}
                  label={t("term.window", {
                    from: say.day(term.window.from),
                    until: say.day(term.window.until),
                  })}
                >
                  <div
                    className={css.window}
                    data-stage={term.stage}
                    style={at(x(term.window.from), Math.max(0.6, x(term.window.until) - x(term.window.from)))}
                  />
                </Tip>
              ),
          )}
          {within(life.noticeGivenOn) && (
            <Tip label={t("term.noticeGiven", { day: say.day(life.noticeGivenOn) })}>
              <div className={css.flag} style={at(x(life.noticeGivenOn))}>
                <i className={css.flagMark} />
              </div>
            </Tip>
          )}
          {end && within(end) && <div className={css.end} style={at(x(end))} />}
          {amended
            .filter(({ effectiveOn }) => within(effectiveOn))
            .map(({ title, effectiveOn }) => (
              <Tip
                key={`${effectiveOn} ${title}`}
                label={t("term.amended", { title, day: say.day(effectiveOn) })}
              >
                <i className={css.amended} style={at(x(effectiveOn))} />
              </Tip>
            ))}
        </div>
        <div className={css.day} style={at(here)} data-side={here > 60 ? "left" : "right"}>
          <span>
            {day === today() ? t("term.today") : t("term.day")} <time dateTime={day}>{say.day(day)}</time>
          </span>
        </div>
        <div className={css.axis}>
          {ticks(axis.from, axis.until)
            .filter(({ day }) => x(day) < (brief ? 90 : 96))
            .map(({ day, year }) => (
              <span key={day} className={css.tick} data-year={year} style={at(x(day))}>
                {year ? day.slice(0, 4) : monthOf(day)}
              </span>
            ))}
        </div>
      </div>
      {!brief && (
        <Legend terms={axis.terms} notice={within(life.noticeGivenOn)} amended={amended.length > 0} />
      )}
      {!brief && <TermTable terms={axis.terms} folded={axis.folded} name={name} />}
    </figure>
  );
}

function monthOf(day: string) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** What a term is called. */
function useTermName(life: Life): (term: Drawn) => string {
  const { t } = useTranslation("contracts");
  return ({ number, stage, until }) => {
    if (until === null) return t("term.openTerm");
    if (number === 0) return t("term.first");
    const ahead = stage === "ahead" && life.renewal?.kind === "TACIT" && !life.noticeGivenOn;
    return t(ahead ? "term.aheadRenewal" : "term.renewal", { number });
  };
}

function Tip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Tooltip label={label} multiline maw={320}>
      {children as React.ReactElement}
    </Tooltip>
  );
}

function Legend({ terms, notice, amended }: { terms: Drawn[]; notice: boolean; amended: boolean }) {
  const { t } = useTranslation("contracts");
  const has = (stage: Drawn["stage"]) => terms.some((term) => term.stage === stage);
  return (
    <ul className={css.legend} aria-hidden="true">
      {has("past") && (
        <li>
          <i data-key="past" /> {t("term.legend.past")}
        </li>
      )}
      {has("current") && (
        <li>
          <i data-key="current" /> {t("term.legend.current")}
        </li>
      )}
      {has("ahead") && (
        <li>
          <i data-key="ahead" /> {t("term.legend.ahead")}
        </li>
      )}
      {terms.some(({ window }) => window) && (
        <li>
          <i data-key="window" /> {t("term.legend.window")}
        </li>
      )}
      {notice && (
        <li>
          <i className={css.flagMark} /> {t("term.legend.notice")}
        </li>
      )}
      {amended && (
        <li>
          <i data-key="amended" /> {t("term.legend.amended")}
        </li>
      )}
    </ul>
  );
}

/** The same for who does not see the picture. */
function TermTable({
  terms,
  folded,
  name,
}: {
  terms: Drawn[];
  folded: number;
  name: (term: Drawn) => string;
}) {
  const { t } = useTranslation("contracts");
  const say = useDayWords();
  return (
    <details className={css.details}>
      <summary>{t("term.table")}</summary>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t("term.column.term")}</th>
              <th scope="col">{t("term.column.from")}</th>
              <th scope="col">{t("term.column.until")}</th>
              <th scope="col">{t("term.column.deadline")}</th>
            </tr>
          </thead>
          <tbody>
            {folded > 0 && (
              <tr>
                <td colSpan={4}>{t("term.folded", { count: folded })}</td>
              </tr>
            )}
            {terms.map((term) => (
              <tr key={term.number} data-current={term.stage === "current"}>
                <th scope="row">{name(term)}</th>
                <td>
                  <time dateTime={term.from}>{say.day(term.from)}</time>
                </td>
                <td>
                  {term.until ? <time dateTime={term.until}>{say.day(term.until)}</time> : t("term.openTerm")}
                </td>
                <td>
                  {term.deadline ? (
                    <time dateTime={term.deadline}>{say.day(term.deadline)}</time>
                  ) : (
                    t("term.noDeadline")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
