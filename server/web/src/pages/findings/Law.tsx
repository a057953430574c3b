import { useTranslation } from "react-i18next";
import type { FindingQuery } from "../../gql/graphql";
import { RecordLink } from "../../parts/Link";
import css from "./Findings.module.css";

type Found = NonNullable<FindingQuery["finding"]>;

/** What the law, or the contract that was signed, says of it. */
export function Law({ of }: { of: Pick<Found, "rule" | "contract" | "clause"> }) {
  const { t } = useTranslation(["findings", "common"]);
  const rule = of.rule as "commitment-broken";
  const cites = t(`law.${rule}.cites`, { defaultValue: "" }).split("\n").filter(Boolean);
  const clause = of.clause;
  const recorded = clause && of.contract?.clauses.find(({ kind }) => kind === clause);
  return (
    <>
      <p>{t(`law.${rule}.asks`, { defaultValue: "" })}</p>
      {of.contract && (
        <p className={css.contract}>
          <RecordLink id={of.contract.id}>{t("page.inContract", { title: of.contract.title })}</RecordLink>
          {clause && ": "}
          {clause &&
            (recorded
              ? t("page.clause", {
                  clause: t(`common:clause.${clause}`),
                  presence: t(`presence.${recorded.presence}`),
                })
              : t("page.clauseUnknown", { clause: t(`common:clause.${clause}`) }))}
          {recorded?.locator && <span className="quiet"> ({recorded.locator})</span>}
        </p>
      )}
      {cites.length > 0 && (
        <details className={css.cites}>
          <summary>{t("page.cite")}</summary>
          <ul>
            {cites.map((cite) => (
              <li key={cite}>{cite}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
