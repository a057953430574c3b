import { useTranslation } from "react-i18next";
import { plusDays, today, useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import type { NextQuery } from "../../gql/graphql";
import { Link, RecordLink } from "../../parts/Link";
import { DayText, useDayWords } from "../../parts/marks";
import { Answer, Waiting } from "../../parts/states";
import css from "./Overview.module.css";

const DAYS = 180;
const MOST = 8;

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

/** The days on which a verdict or a finding changes by itself, why, and until when acting helps. */
export function Next() {
  const { t } = useTranslation("overview");
  const { asOf, day } = useDay();
  const asked = useAsk(NextDocument, { from: asOf, until: plusDays(day, DAYS) });
  return (
    <section className={css.card} aria-labelledby="next">
      <header>
        <h2 id="next">{t("next")}</h2>
      </header>
      <Answer of={asked} waiting={<Waiting lines={4} />}>
        {({ forecast }) =>
          forecast.length === 0 ? (
            <p className="quiet">{t("nothingNext", { days: DAYS })}</p>
          ) : (
            <>
              <p className="quiet">{t("nextLead", { days: DAYS })}</p>
              <ol className={css.steps}>
                {forecast.slice(0, MOST).map((step) => (
                  <Step key={step.on} step={step} />
                ))}
              </ol>
            </>
          )
        }
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
