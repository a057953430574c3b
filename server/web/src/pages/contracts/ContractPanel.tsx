import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { Facts } from "../../parts/Facts";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { TermList, VerdictMark } from "../../parts/marks";
import { Answer } from "../../parts/states";
import { ContractPageQuery } from "./ask";
import css from "./Contract.module.css";
import { checklist, passes } from "./checklist";
import { groupOf, type PageContract, termOf } from "./group";
import { standing } from "./life";
import { StandingMark } from "./StandingMark";
import { TermBar } from "./TermBar";

/** A contract beside the list: how it stands, until when, with whom and what is wrong. */
export function ContractPanel({ of }: { of: string }) {
  const { t } = useTranslation();
  const { asOf } = useDay();
  const asked = useAsk(ContractPageQuery, { key: of, ...(asOf && { asOf }) });
  return (
    <Answer of={asked}>
      {({ contract }) =>
        contract ? <Brief contract={contract} /> : <p>{t("state.recordNotFound", { key: of })}</p>
      }
    </Answer>
  );
}

function Brief({ contract }: { contract: PageContract }) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const { day } = useDay();
  const group = groupOf(contract, day);
  const asked = checklist(group.layers).flatMap(({ stands }) => stands.filter((stand) => stand.asked));
  const parties = contract.parties.length > 0 ? contract.parties : group.root.parties;
  const { nodes: findings, totalCount } = contract.findings;
  return (
    <>
      <h2>{contract.title}</h2>
      <p className={css.lead}>
        <StandingMark standing={standing(contract, day)} />
        <span>{common(`contractKind.${contract.kind}`)}</span>
      </p>
      <div className={css.brief}>
        <TermBar life={contract} day={day} brief />
      </div>
      <Facts
        of={[
          ...parties.map(({ party, role }): [string, React.ReactNode] => [
            capital(common(`role.${role}`)),
            <Link key={party.key} to={`/parties/${party.key}`}>
              {party.name}
            </Link>,
          ]),
          [
            t("use.side.category"),
            <TermList key="data" taxonomy="CATEGORY" keys={termOf(group, "categories").value} most={4} />,
          ],
          [
            t("use.side.purpose"),
            <TermList key="purpose" taxonomy="PURPOSE" keys={termOf(group, "purposes").value} most={4} />,
          ],
          [
            t("use.side.region"),
            <TermList key="region" taxonomy="REGION" keys={termOf(group, "regions").value} most={4} />,
          ],
          asked.length > 0 && [
            t("clauses.title"),
            t("clauses.tally", { there: asked.filter(passes).length, asked: asked.length }),
          ],
          contract.owner !== null && [t("facts.owner"), contract.owner],
        ]}
      />
      <section className={css.section}>
        <h3>{t("findings.title", { count: totalCount })}</h3>
        {totalCount > 0 ? (
          <FindingLines findings={findings.slice(0, 8)} />
        ) : (
          <p>
            {standing(contract, day) === "IN_FORCE" ? (
              <VerdictMark verdict="KEPT" text={t("findings.none")} />
            ) : (
              t("findings.noneOver")
            )}
          </p>
        )}
        {totalCount > 8 && <p className="quiet">{t("findings.more", { shown: 8, total: totalCount })}</p>}
      </section>
    </>
  );
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
