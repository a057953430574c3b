import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { PartyBreachQuery } from "../../gql/graphql";
import { Facts } from "../../parts/Facts";
import { Link, RecordLink } from "../../parts/Link";
import { CertaintyChip, TermList } from "../../parts/marks";
import { Answer } from "../../parts/states";
import { Categories } from "./Holds";
import { BreachQuery } from "./party";
import css from "./party.module.css";

type Exposure = PartyBreachQuery["exposure"];

/** What a breach at this party would expose, whose data it is, and who has to tell whom how soon. */
export function Breach({ of, own }: { of: string; own: boolean }) {
  const { asOf } = useDay();
  const asked = useAsk(BreachQuery, { key: of, asOf: asOf ?? null });
  return <Answer of={asked}>{({ exposure }) => <Exposed of={exposure} own={own} party={of} />}</Answer>;
}

function Exposed({ of, own, party }: { of: Exposure; own: boolean; party: string }) {
  const { t } = useTranslation("parties");
  if (of.categories.length === 0 && !own) return <p className="quiet">{t("breach.nothing")}</p>;
  const others = of.parties.filter(({ key }) => key !== party).map(({ name }) => name);
  const { counts } = of;
  return (
    <>
      <div className={css.clock}>
        {own ? (
          <span>{t("breach.ours72Own")}</span>
        ) : (
          <>
            {of.noticeHours !== null && of.noticeHours !== undefined ? (
              <span>
                {t("breach.notice")} <strong>{t("breach.hours", { count: of.noticeHours })}</strong>
              </span>
            ) : (
              <strong>{t("breach.noticeUnknown")}</strong>
            )}
            <span className="quiet">{t("breach.ours72")}</span>
          </>
        )}
      </div>
      {others.length > 0 && <p className="quiet">{t("breach.include", { names: others.join(", ") })}</p>}
      <Facts
        of={[
          [t("breach.data"), <Categories key="data" of={of.categories} />],
          [
            t("breach.people"),
            <span key="people">
              <TermList taxonomy="SUBJECT" keys={of.subjects} />
              {!of.subjectsComplete && <span className="quiet"> {t("breach.peopleMore")}</span>}
            </span>,
          ],
          [t("breach.received"), t("breach.flows", { count: counts.received })],
          [
            t("breach.downstream"),
            counts.downstream === 0 ? (
              t("breach.nobody")
            ) : (
              <ul key="downstream" className={css.plain} style={{ marginTop: 0 }}>
                {of.downstream.map(({ party, certainty }) => (
                  <li key={party.key}>
                    <Link to={`/parties/${party.key}`}>{party.name}</Link>{" "}
                    <CertaintyChip certainty={certainty} />
                  </li>
                ))}
                {counts.downstream > of.downstream.length && (
                  <li className="quiet">{t("breach.parties", { count: counts.downstream })}</li>
                )}
              </ul>
            ),
          ],
        ]}
      />
      {!own && of.contracts.length > 0 && <Clauses of={of.contracts} />}
      {of.promises.length > 0 && (
        <section>
          <h3>{t("breach.promises")}</h3>
          <ul className={css.plain}>
            {of.promises.map(({ promise, certainty }) => (
              <li key={promise.id}>
                <RecordLink id={promise.id}>{promise.quote ?? promise.title}</RecordLink>{" "}
                <CertaintyChip certainty={certainty} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Clauses({ of }: { of: Exposure["contracts"] }) {
  const { t } = useTranslation("parties");
  return (
    <section>
      <h3>{t("breach.clauses")}</h3>
      <ul className={css.plain}>
        {of.map(({ contract, with: other, presence, hours }) => (
          <li key={`${contract.key} ${other.key}`}>
            <Link to={`/contracts/${contract.key}`}>{contract.title}</Link>{" "}
            <span className="quiet">{t("breach.with", { name: other.name })}: </span>
            {presence === "PRESENT" && hours
              ? t("breach.hours", { count: hours })
              : presence
                ? t(`breach.presence.${presence}`)
                : t("breach.presenceNone")}
          </li>
        ))}
      </ul>
    </section>
  );
}
