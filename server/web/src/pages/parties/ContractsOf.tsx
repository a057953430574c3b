import { useTranslation } from "react-i18next";
import type { PartyQuery } from "../../gql/graphql";
import { Link } from "../../parts/Link";
import { DayText } from "../../parts/marks";
import css from "./party.module.css";

type Contracts = NonNullable<PartyQuery["party"]>["contracts"]["nodes"];

/** What a party signed, in which role, and until when it holds. */
export function ContractsOf({ of, party }: { of: Contracts; party: string }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  if (of.length === 0) return <p className="quiet">{t("page.noContracts")}</p>;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("page.contract")}</th>
            <th scope="col">{t("page.contractKind")}</th>
            <th scope="col">{t("page.role")}</th>
            <th scope="col">{t("page.until")}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((contract) => {
            const role = contract.parties.find((other) => other.party.key === party)?.role;
            return (
              <tr key={contract.key}>
                <td>
                  <Link to={`/contracts/${contract.key}`}>{contract.title}</Link>
                </td>
                <td>{common(`contractKind.${contract.kind}`)}</td>
                <td>{role && common(`role.${role}`)}</td>
                <td>
                  {contract.inForce ? (
                    <DayText day={contract.term?.until} away none={common("day.openEnded")} />
                  ) : (
                    <strong className={css.lapsed}>{t("page.notInForce")}</strong>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
