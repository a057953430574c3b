import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { Facts } from "../../parts/Facts";
import { Link } from "../../parts/Link";
import { DayText, useDurationWords } from "../../parts/marks";
import { Hash } from "../changes/Hash";
import css from "./Contract.module.css";
import type { ContractGroup, PageContract } from "./group";
import { standing } from "./life";
import { Section } from "./Sections";
import { StandingMark } from "./StandingMark";

/** Who signed it, its days, its papers and the contracts it hangs together with. */
export function About({ contract, group }: { contract: PageContract; group: ContractGroup }) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const duration = useDurationWords();
  const { renewal } = contract;
  const parties = contract.parties.length > 0 ? contract.parties : group.root.parties;
  return (
    <>
      <Section title={t("roles.title")}>
        {contract.parties.length === 0 && <p className="quiet">{t("roles.none")}</p>}
        <ul className={css.roles}>
          {parties.map(({ party, role }) => (
            <li key={`${party.key} ${role}`}>
              <Link to={`/parties/${party.key}`}>{party.name}</Link>
              <span className="quiet">{common(`role.${role}`)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("facts.title")}>
        <Facts
          of={[
            contract.description !== null && [t("facts.description"), contract.description],
            [t("facts.signed"), <DayText key="signed" day={contract.signedOn} />],
            [t("facts.effective"), <DayText key="effective" day={contract.effectiveOn} />],
            [t("facts.ends"), <DayText key="ends" day={contract.endsOn} none={common("day.openEnded")} />],
            renewal && [
              t("facts.renewal"),
              renewal.period
                ? `${common(`renewal.${renewal.kind}`)}, ${t("facts.period").toLowerCase()} ${duration(renewal.period)}`
                : common(`renewal.${renewal.kind}`),
            ],
            renewal?.notice != null && [
              t("facts.notice"),
              t("facts.before", { duration: duration(renewal.notice) }),
            ],
            contract.noticeGivenOn !== null && [
              t("facts.noticeGiven"),
              <DayText key="given" day={contract.noticeGivenOn} />,
            ],
            contract.terminatedOn !== null && [
              t("facts.terminated"),
              <DayText key="terminated" day={contract.terminatedOn} />,
            ],
            contract.owner !== null && [t("facts.owner"), contract.owner],
            contract.alertDays.length > 0 && [
              t("facts.alerts"),
              t("facts.alertDays", { days: contract.alertDays.join(", ") }),
            ],
          ]}
        />
      </Section>
      <Related contract={contract} group={group} />
      <Section title={t("documents.title")}>
        {contract.documents.length === 0 && <p className="quiet">{t("documents.none")}</p>}
        <ul className={css.roles}>
          {contract.documents.map((document) => (
            <li key={document.name}>
              {document.url ? (
                <a href={document.url} target="_blank" rel="noreferrer">
                  {document.name}
                </a>
              ) : (
                <span>
                  {document.name} <span className="quiet">({t("documents.noAddress")})</span>
                </span>
              )}
              {document.sha256 && <Hash of={document.sha256} label={t("documents.hash")} />}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Related({ contract, group }: { contract: PageContract; group: ContractGroup }) {
  const { t } = useTranslation("contracts");
  const { day } = useDay();
  const lists = [
    { title: t("related.master"), contracts: contract.master ? [contract.master] : [] },
    { title: t("related.amends"), contracts: contract.amends ? [contract.amends] : [] },
    { title: t("related.amendedBy"), contracts: contract.amends ? [] : group.amendments },
  ].filter(({ contracts }) => contracts.length > 0);
  if (lists.length === 0) return null;
  return (
    <Section title={t("related.title")}>
      {lists.map(({ title, contracts }) => (
        <div key={title}>
          <h3 className={css.small}>{title}</h3>
          <ul className={css.roles}>
            {contracts.map((other) => (
              <li key={other.key}>
                <Link to={`/contracts/${other.key}`}>{other.title}</Link>
                <span className="quiet">
                  <StandingMark standing={standing(other, day)} /> · <DayText day={other.effectiveOn} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {contract.amends && <p className="quiet">{t("related.one")}</p>}
    </Section>
  );
}
