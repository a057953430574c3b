import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { FindingLines } from "../../parts/FindingLine";
import { VerdictMark } from "../../parts/marks";
import { Answer } from "../../parts/states";
import { UnderQuery } from "./ask";
import { Clauses } from "./Clauses";
import css from "./Contract.module.css";
import { Flows } from "./FlowsUnder";
import { type ContractGroup, otherSide, type PageContract } from "./group";
import { IfItEnds } from "./IfItEnds";
import { standing } from "./life";
import { Use } from "./Use";
import { flowsUnder } from "./under";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** What is wrong with a contract, what happens under it, what it says and what hangs on it. */
export function Sections({ contract, group }: { contract: PageContract; group: ContractGroup }) {
  const { t } = useTranslation("contracts");
  const { day, asOf } = useDay();
  const { nodes: findings, totalCount } = contract.findings;
  const side = otherSide(group);
  const asked = useAsk(
    UnderQuery,
    { party: side?.key ?? "", day, ...(asOf && { asOf }) },
    { pause: side === undefined },
  );
  const inForce = standing(contract, day) === "IN_FORCE";
  return (
    <>
      <Section title={t("findings.title", { count: totalCount })}>
        {totalCount === 0 ? (
          <p>{inForce ? <VerdictMark verdict="KEPT" text={t("findings.none")} /> : t("findings.noneOver")}</p>
        ) : (
          <FindingLines findings={findings} />
        )}
        {totalCount > findings.length && (
          <p className="quiet">{t("findings.more", { shown: findings.length, total: totalCount })}</p>
        )}
      </Section>
      <Answer of={asked}>
        {({ party }) => {
          const { flows, cut } = party ? flowsUnder(party, group) : { flows: [], cut: false };
          return (
            <>
              <Section title={t("use.title")}>
                <Use group={group} flows={flows} findings={findings} />
              </Section>
              <Section title={t("flows.title", { count: flows.length })}>
                <Flows flows={flows} />
                {cut && <p className="quiet">{t("flows.cut", { party: side?.name })}</p>}
              </Section>
            </>
          );
        }}
      </Answer>
      <Section title={t("clauses.title")}>
        <Clauses group={group} findings={findings} />
      </Section>
      {inForce && !asOf && (
        <Section title={t("ifEnds.title")}>
          <p className="quiet">{t("ifEnds.hint")}</p>
          <IfItEnds contract={contract} />
        </Section>
      )}
    </>
  );
}
