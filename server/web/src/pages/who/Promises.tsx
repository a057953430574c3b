import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { RecordLink } from "../../parts/Link";
import { VerdictMark } from "../../parts/marks";
import { Answer, Waiting } from "../../parts/states";
import css from "./Who.module.css";

const PromisesDocument = graphql(`
  query PromisesAbout($category: String!, $asOf: Date!) {
    promises(filter: { category: $category, inForceOn: $asOf }, first: 8) {
      nodes { id title quote verdict(asOf: $asOf) }
    }
  }
`);

/** What users were promised about a category, with the verdict. */
export function Promises({ category }: { category: string }) {
  const { t } = useTranslation("who");
  const { day } = useDay();
  const asked = useAsk(PromisesDocument, { category, asOf: day });
  return (
    <section className={css.promises}>
      <h2>{t("promises")}</h2>
      <Answer of={asked} waiting={<Waiting lines={2} />}>
        {({ promises }) =>
          promises.nodes.length === 0 ? (
            <p className="quiet">{t("noPromises")}</p>
          ) : (
            <ul>
              {promises.nodes.map((promise) => (
                <li key={promise.id}>
                  {promise.verdict && <VerdictMark verdict={promise.verdict} />}
                  <RecordLink id={promise.id}>{promise.quote ?? promise.title}</RecordLink>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}
