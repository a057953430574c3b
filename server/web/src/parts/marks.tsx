import { Fragment, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { daysBetween, today } from "../data/day";
import { useTermName } from "../data/terms";
import type { Certainty, Severity, TaxonomyKind, Verdict } from "../gql/graphql";
import css from "./marks.module.css";

/** Marks as functions, for lists that draw hundreds of them while they are scrolled: `VerdictMark` and the others say what they are. */
export function useMarks() {
  const { t } = useTranslation();
  const name = useTermName();
  const say = useDayWords();
  return useMemo(() => {
    const missing = (text: string) => <span className={css.missing}>{text}</span>;
    const verdict = (of: Verdict, text?: string) => (
      <span className={`${css.mark} ${css[of]}`}>
        <VerdictIcon verdict={of} />
        {text ?? t(`verdict.${of}`)}
      </span>
    );
    return {
      verdict,
      /** Terms as text, for files. */
      names: (taxonomy: TaxonomyKind, keys: readonly string[]) =>
        keys.map((key) => name(taxonomy, key)).join("; ") || t("notRecorded"),
      finding: (of: Verdict, text?: string) =>
        of === "KEPT" ? (
          <span className={`${css.mark} ${css.due}`}>
            <FindingIcon verdict={of} />
            {text ?? t(`findingVerdict.${of}`)}
          </span>
        ) : (
          verdict(of, text)
        ),
      severity: (of: Severity) => (
        <span className={css.mark}>
          <span className={css.bars} aria-hidden="true">
            {[1, 2, 3, 4].map((bar) => (
              <i key={bar} className={bar <= BARS[of] ? css.on : undefined} />
            ))}
          </span>
          {t(`severity.${of}`)}
        </span>
      ),
      day: (on: string | null | undefined, { away = false, none }: { away?: boolean; none?: string } = {}) =>
        on ? (
          <time dateTime={on}>
            {say.day(on)}
            {away && <span className="quiet"> ({say.away(on)})</span>}
          </time>
        ) : (
          missing(none ?? t("day.notRecorded"))
        ),
      terms: (taxonomy: TaxonomyKind, keys: readonly string[], most = keys.length) =>
        keys.length === 0 ? (
          missing(t("notRecorded"))
        ) : (
          <>
            {keys.slice(0, most).map((key, index) => (
              <Fragment key={key}>
                {index > 0 && ", "}
                <span className={css.term} title={key}>
                  {name(taxonomy, key)}
                </span>
              </Fragment>
            ))}
            {most < keys.length && (
              <span className="quiet"> {t("ribbon.more", { count: keys.length - most })}</span>
            )}
          </>
        ),
    };
  }, [t, name, say]);
}

/** A verdict by shape, colour and word: filled check, filled cross, dashed ring. */
export function VerdictMark({ verdict, text }: { verdict: Verdict; text?: string }) {
  return useMarks().verdict(verdict, text);
}

export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" className={css[verdict]}>
      {verdict === "UNPROVEN" ? (
        <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="2" strokeDasharray="3.4 2.4" />
      ) : (
        <>
          <circle cx="8" cy="8" r="8" fill="currentColor" />
          <path
            d={verdict === "KEPT" ? "M4.5 8.4l2.4 2.4 4.6-5" : "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"}
            stroke="var(--surface)"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}

/** How a finding is judged. One that is right today and needs someone to act in time is no kept promise to look at. */
export function FindingMark({ verdict, text }: { verdict: Verdict; text?: string }) {
  return useMarks().finding(verdict, text);
}

export function FindingIcon({ verdict }: { verdict: Verdict }) {
  if (verdict !== "KEPT") return <VerdictIcon verdict={verdict} />;
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" className={css.due}>
      <circle cx="8" cy="8" r="7" stroke="currentColor" strokeWidth="2" />
      <path d="M8 4.5V8.4l2.4 1.8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}

const BARS: Record<Severity, number> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** How grave a finding is: one to four bars and the word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return useMarks().severity(severity);
}

/** Certain: a solid chip. Possible: an outlined one. */
export function CertaintyChip({ certainty }: { certainty: Certainty }) {
  const { t } = useTranslation();
  return <span className={`${css.chip} ${css[certainty]}`}>{t(`certainty.${certainty}`)}</span>;
}

/** A legal day as people write it, with how far away it is: "31 Jan 2027 (in 69 days)". */
export function DayText({ day, ...how }: { day: string | null | undefined; away?: boolean; none?: string }) {
  return useMarks().day(day, how);
}

/** How a language writes days and moments. Made once: a list says many. */
const written = new Map<string, { day: Intl.DateTimeFormat; moment: Intl.DateTimeFormat }>();

function writtenIn(language: string) {
  const known = written.get(language);
  if (known) return known;
  const locale = language === "en" ? "en-GB" : language;
  const made = {
    day: new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
  };
  written.set(language, made);
  return made;
}

/** How days and moments are said in the language of the page. */
export function useDayWords() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const { day, moment } = writtenIn(language);
    return {
      day: (on: string) => day.format(new Date(`${on}T00:00:00Z`)),
      moment: (at: string) => moment.format(new Date(at)),
      away: (on: string) => {
        const days = daysBetween(today(), on);
        if (days === 0) return t("day.today");
        return days > 0 ? t("day.in", { count: days }) : t("day.ago", { count: -days });
      },
    };
  }, [t, language]);
}

/** A moment in the reader's own time zone. */
export function MomentText({ moment }: { moment: string }) {
  const say = useDayWords();
  return <time dateTime={moment}>{say.moment(moment)}</time>;
}

/** An ISO 8601 duration in words: `P1Y6M` is "1 year, 6 months". */
export function useDurationWords(): (duration: string) => string {
  const { t, i18n } = useTranslation();
  return (duration) => {
    const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
    if (!parts) return duration;
    const [, years, months, weeks, days] = parts.map((part) => Number(part ?? 0));
    const said = [
      years && t("duration.years", { count: years }),
      months && t("duration.months", { count: months }),
      weeks && t("duration.weeks", { count: weeks }),
      days && t("duration.days", { count: days }),
    ].filter((part) => typeof part === "string");
    if (said.length === 0) return t("duration.days", { count: 0 });
    return new Intl.ListFormat(i18n.language, { type: "unit" }).format(said);
  };
}

export function DurationText({ duration }: { duration: string | null | undefined }) {
  const say = useDurationWords();
  return duration ? <span className="number">{say(duration)}</span> : <NotRecorded />;
}

export function NotRecorded() {
  const { t } = useTranslation();
  return <span className={css.missing}>{t("notRecorded")}</span>;
}

/** Terms of a taxonomy by their names; the keys are told on hover. None means not recorded. */
export function TermList({
  taxonomy,
  keys,
  most,
}: {
  taxonomy: TaxonomyKind;
  keys: readonly string[];
  most?: number;
}) {
  return useMarks().terms(taxonomy, keys, most);
}
