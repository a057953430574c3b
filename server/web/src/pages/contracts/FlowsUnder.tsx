import { useTranslation } from "react-i18next";
import type { FlowUnderFragment } from "../../gql/graphql";
import { Link } from "../../parts/Link";
import { TermList, VerdictMark } from "../../parts/marks";
import css from "./Contract.module.css";

/** The flows that a contract governs, with how it covers them. */
export function Flows({ flows }: { flows: readonly FlowUnderFragment[] }) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  if (flows.length === 0) return <p className="quiet">{t("flows.none")}</p>;
  return (
    <div className={css.scroll}>
      <table className={css.flows}>
        <thead>
          <tr>
            <th scope="col">{t("flows.column.flow")}</th>
            <th scope="col">{t("flows.column.data")}</th>
            <th scope="col">{t("flows.column.coverage")}</th>
            <th scope="col">{t("flows.column.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.key}>
              <th scope="row">
                <Link to={`/flows/${flow.key}`}>{flow.title}</Link>
                <span className={css.ends}>
                  {flow.source.name} → {flow.recipient.name}
                </span>
              </th>
              <td>
                <TermList taxonomy="CATEGORY" keys={flow.categories} most={3} />
              </td>
              <td>{common(`coverage.${flow.coverage.state}`)}</td>
              <td>{flow.verdict ? <VerdictMark verdict={flow.verdict} /> : t("flows.notCarrying")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
