import { useTranslation } from "react-i18next";
import { plusDays, today, useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import type { NextQuery } from "../../gql/graphql";
import { Link, RecordLink } from "../../parts/Link";
import { DayText, useDayWords } from "../../parts/marks";
import { Answer, Failure, Waiting } from "../../parts/states";
import { AHEAD, known, MOST } from "./ahead";
import css from "./Overview.module.css";

const NextDocument = graphql(`
  query Next($from: Date, $until: Date!) {
    forecast(from: $from, until: $until) {
      on
      actBy
      causes(first: 3) { kind subjectId subject { id title } }
      counts { causes findingsAppeared findingsDisappeared promiseVerdicts }
      findingsAppeared(first: 2) { id message }
      promiseVerdicts(first: 3) { promise { id quote title } after }
    }
  }
`);

/** Some of the days to come, once those before them are answered. */
function usePiece(at: number, wanted: boolean) {
  const { asOf, day } = useDay();
  const before = AHEAD[at - 1];
  const from = before === undefined ? asOf : plusDays(day, before);
  return useAsk(NextDocument, { from, until: plusDays(day, AHEAD[at] ?? 0) }, { pause: !wanted });
}

/** The days on which a verdict or a finding changes by itself, why, and until when acting helps. */
export function Next() {
  const { t } = useTranslation("overview");
  const { day } = useDay();
  const say = useDayWords();
  const first = usePiece(0, true);
  const second = usePiece(1, known([first]).next === 1);
  const third = usePiece(2, known([first, second]).next === 2);
  const pieces = [first, second, third];
  const { steps, days, next } = known(pieces);
  const open = next === undefined ? undefined : pieces[next];
  return (
    <section className={css.card} aria-labelledby="next">
      <header>
        <h2 id="next">{t("next")}</h2>
      </header>
      <Answer of={first} waiting={<Waiting lines={4} />} less={t("nextLess")}>
        {() => (
          <>
            <p className="quiet">{t(steps.length === 0 ? "nothingNext" : "nextLead", { days })}</p>
            {steps.length > 0 && (
              <ol className={css.steps}>
                {steps.slice(0, MOST).map((step) => (
                  <Step key={step.on} step={step} />
                ))}
              </ol>
            )}
            {steps.length > MOST && <p className="quiet">{t("nextMore", { count: steps.length - MOST })}</p>}
            {open && !open.error && (
              <p className="quiet" role="status">
                {t("nextFurther", { day: say.day(plusDays(day, days)) })}
              </p>
            )}
            {open?.error && (
              <>
                <p>{t("nextKnown", { day: say.day(plusDays(day, days)) })}</p>
                <Failure error={open.error} again={() => open.again()} less={t("nextLess")} />
              </>
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

type StepData = NextQuery["forecast"][number];

function Step({ step }: { step: StepData }) {
  const { t } = useTranslation("overview");
  const say = useDayWords();
  const { counts } = step;
  return (
    <li className={css.step} data-worse={counts.findingsAppeared > 0}>
      <Link to={`/findings?day=${step.on}`}>
        <DayText day={step.on} away />
      </Link>
      {step.causes.map((cause) => (
        <div key={`${cause.kind} ${cause.subjectId}`}>
          {t(`cause.${cause.kind}`)}
          {cause.subject && (
            <>
              : <RecordLink id={cause.subject.id}>{cause.subject.title}</RecordLink>
            </>
          )}
        </div>
      ))}
      <div className="quiet">
        {[
          counts.findingsAppeared > 0 && t("appear", { count: counts.findingsAppeared }),
          counts.findingsDisappeared > 0 && t("disappear", { count: counts.findingsDisappeared }),
          counts.findingsAppeared > 0 &&
            (step.actBy < today() ? t("tooLate") : t("actBy", { day: say.day(step.actBy) })),
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </li>
  );
}
