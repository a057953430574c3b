import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import { Section } from "../../parts/Detail";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { DayText } from "../../parts/marks";
import { Answer, NotFound, Waiting } from "../../parts/states";
import { Categories } from "./Holds";
import { Contacts, PartyFacts, Systems } from "./PartyFacts";
import css from "./party.module.css";

const PanelQuery = graphql(`
  query PartyPanel($key: String!, $asOf: Date) {
    party(key: $key) {
      ...PartyRecord
      findings(asOf: $asOf, first: 5) { totalCount nodes { ...FindingParts } }
      contracts(inForceOn: $asOf, first: 10) { totalCount nodes { key title term(on: $asOf) { until } } }
    }
  }
`);

/** Apart: of a party that is not there it is an error, and then nothing of an answer would be left. */
const ReceivesQuery = graphql(`
  query PartyPanelReceives($key: String!, $asOf: Date) {
    exposure(of: $key, asOf: $asOf) {
      categories { term certainty }
      counts { downstream }
    }
  }
`);

/** A party beside the list: enough to know whether its page is needed. */
export function PartyPanel({ of }: { of: string }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  const { asOf, day } = useDay();
  const asked = useAsk(PanelQuery, { key: of, asOf: asOf ?? day });
  return (
    <Answer of={asked}>
      {({ party }) =>
        party ? (
          <>
            <div className={css.panelHead}>
              <h2>
                <Link to={`/parties/${of}`}>{party.name}</Link>
              </h2>
              {party.description && <p className="quiet">{party.description}</p>}
            </div>
            <div className={css.panel}>
              <PartyFacts of={party} />
              <Section title={t("page.findings")} count={party.findings.totalCount}>
                {party.findings.totalCount === 0 ? (
                  <p className="quiet">{t("page.noFindings")}</p>
                ) : (
                  <FindingLines findings={party.findings.nodes} />
                )}
              </Section>
              {!party.own && <Receives of={of} />}
              <Section title={t("page.contracts")} count={party.contracts.totalCount}>
                {party.contracts.totalCount === 0 && <p className="quiet">{t("page.noContracts")}</p>}
                <ul className={css.plain}>
                  {party.contracts.nodes.map(({ key, title, term }) => (
                    <li key={key}>
                      <Link to={`/contracts/${key}`}>{title}</Link>{" "}
                      <span className="quiet">
                        <DayText day={term?.until} away none={common("day.openEnded")} />
                      </span>
                    </li>
                  ))}
                </ul>
              </Section>
              <Contacts of={party.contacts} />
              <Systems of={party.operates} />
            </div>
          </>
        ) : (
          <NotFound of={of} />
        )
      }
    </Answer>
  );
}

/** What of our data it has, and how many get it from there. */
function Receives({ of }: { of: string }) {
  const { t } = useTranslation("parties");
  const { asOf, day } = useDay();
  const asked = useAsk(ReceivesQuery, { key: of, asOf: asOf ?? day });
  return (
    <Answer of={asked} waiting={<Waiting lines={2} />}>
      {({ exposure }) => (
        <Section title={t("list.receives")} count={exposure.categories.length}>
          <Categories of={exposure.categories} />
          <p className="quiet">
            {exposure.counts.downstream === 0
              ? t("page.onwardNobody")
              : `${t("breach.downstream")}: ${t("breach.parties", { count: exposure.counts.downstream })}`}
          </p>
        </Section>
      )}
    </Answer>
  );
}
