import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { Link } from "../../parts/Link";
import { usePlain } from "../../parts/plain";
import { type Hop, Ribbon } from "../../parts/Ribbon";
import { Answer, Waiting } from "../../parts/states";
import css from "./Who.module.css";

const PathDocument = graphql(`
  query PathTo($to: String!, $category: String!, $asOf: Date) {
    sharingPaths(to: $to, category: $category, asOf: $asOf, first: 1) {
      paths { explanation }
    }
    chokepoints(to: $to, category: $category, asOf: $asOf) { key title }
  }
`);

/** How some data gets to a party, in a picture and in words, and where it can be stopped. */
export function Path({
  party,
  hops,
  category,
}: {
  party: { key: string; name: string };
  hops: readonly Hop[];
  category: string;
}) {
  const { t } = useTranslation("who");
  const { asOf } = useDay();
  const plain = usePlain();
  const asked = useAsk(PathDocument, { to: party.key, category, asOf });
  return (
    <div className={css.panel}>
      <h2>{party.name}</h2>
      <section>
        <h3>{t("path")}</h3>
        <Ribbon hops={hops} />
      </section>
      <Answer of={asked} waiting={<Waiting lines={3} />}>
        {({ sharingPaths, chokepoints }) => (
          <>
            <section>
              <h3>{t("explanation")}</h3>
              <ol className={css.words}>
                {sharingPaths.paths[0]?.explanation.map((sentence) => (
                  <li key={sentence}>{plain(sentence)}</li>
                ))}
              </ol>
            </section>
            {chokepoints.length > 0 && (
              <section>
                <h3>{t("chokepoints")}</h3>
                <p className="quiet">{t("chokepointsLead", { name: party.name })}</p>
                <ul className={css.words}>
                  {chokepoints.map((flow) => (
                    <li key={flow.key}>
                      <Link to={`/flows/${flow.key}`}>{flow.title}</Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}
