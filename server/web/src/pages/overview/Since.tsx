import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { Link } from "../../parts/Link";
import { MomentText, useDayWords } from "../../parts/marks";
import { Answer, Waiting } from "../../parts/states";
import { Broke } from "./Broke";
import css from "./Overview.module.css";
import { lastVisit, noteVisit, type Visit } from "./visit";

const SinceDocument = graphql(`
  query Since {
    looks(first: 6) {
      number
      at
      revision
      cause
      appeared
      disappeared
      change { seq summary actor }
      sightings(first: 2) { kind findingId verdict rule subjectId message finding { message } }
    }
  }
`);

/** What changed of findings since this browser was last here. */
export function Since() {
  const { t } = useTranslation("overview");
  const say = useDayWords();
  const [visit] = useState<Visit | undefined>(() => lastVisit(localStorage));
  const asked = useAsk(SinceDocument, {});
  const looks = asked.data?.looks;
  useEffect(() => {
    if (looks) noteVisit(localStorage, { at: new Date().toISOString(), look: looks[0]?.number ?? 0 });
  }, [looks]);
  const fresh = (number: number) => visit === undefined || number > visit.look;
  return (
    <section className={css.card} aria-labelledby="since">
      <header>
        <h2 id="since">{visit ? t("since") : t("firstVisit")}</h2>
        <Link to="/changes">{t("allChanges")}</Link>
      </header>
      <Answer of={asked} waiting={<Waiting lines={3} />}>
        {({ looks }) => {
          const shown = looks.filter((look) => fresh(look.number));
          if (shown.length === 0) {
            return (
              <p className="quiet">
                {visit ? t("nothingSince", { when: say.moment(visit.at) }) : t("noChanges")}
              </p>
            );
          }
          return (
            <ul className={css.lines}>
              {shown.map((look) => (
                <li key={look.number} className={css.due}>
                  <span>
                    {look.change ? (
                      <Link to={`/changes/${look.change.seq}`}>{look.change.summary}</Link>
                    ) : (
                      t("day")
                    )}
                    <span className="quiet">
                      {" "}
                      {[
                        look.appeared > 0 && t("appeared", { count: look.appeared }),
                        look.disappeared > 0 && t("disappeared", { count: look.disappeared }),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </span>
                  <span className="quiet">
                    <MomentText moment={look.at} />
                  </span>
                  <Broke sightings={look.sightings} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}
