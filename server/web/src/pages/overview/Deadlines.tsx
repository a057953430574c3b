import { useTranslation } from "react-i18next";
import { plusDays, useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { RecordLink } from "../../parts/Link";
import { DayText } from "../../parts/marks";
import { Answer, Waiting } from "../../parts/states";
import css from "./Overview.module.css";

const DAYS = 120;

const DeadlinesDocument = graphql(`
  query Deadlines($from: Date, $until: Date) {
    deadlines(from: $from, until: $until, first: 8) {
      totalCount
      nodes { id kind dueOn owner subject { id title } }
    }
  }
`);

/** What ends, and by when it must be decided. */
export function Deadlines() {
  const { t } = useTranslation("overview");
  const { asOf, day } = useDay();
  const asked = useAsk(DeadlinesDocument, { from: asOf, until: plusDays(day, DAYS) });
  return (
    <section className={css.card} aria-labelledby="deadlines">
      <header>
        <h2 id="deadlines">{t("deadlines")}</h2>
      </header>
      <Answer of={asked} waiting={<Waiting lines={4} />}>
        {({ deadlines }) =>
          deadlines.nodes.length === 0 ? (
            <p className="quiet">{t("nothingDue", { days: DAYS })}</p>
          ) : (
            <ul className={css.lines}>
              {deadlines.nodes.map((deadline) => (
                <li key={deadline.id} className={css.due}>
                  <span>
                    {deadline.subject ? (
                      <RecordLink id={deadline.subject.id}>{deadline.subject.title}</RecordLink>
                    ) : (
                      deadline.id
                    )}
                    <span className="quiet">
                      {" "}
                      {t(`deadline.${deadline.kind}`)}
                      {deadline.owner && ` · ${deadline.owner}`}
                    </span>
                  </span>
                  <DayText day={deadline.dueOn} away />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}
