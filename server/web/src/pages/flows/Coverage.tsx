import { useTranslation } from "react-i18next";
import type { FlowQuery as Asked } from "../../gql/graphql";
import { Link } from "../../parts/Link";
import { DayText, DurationText, TermList, useDurationWords, VerdictMark } from "../../parts/marks";
import css from "../parties/party.module.css";

type Flow = NonNullable<Asked["flow"]>;
type Terms = Flow["coverage"]["contracts"][number]["terms"];

const ASPECTS = ["category", "purpose", "subject", "region", "retention", "safeguard"] as const;
type Aspect = (typeof ASPECTS)[number];

const LISTS = {
  category: ["CATEGORY", "categories"],
  purpose: ["PURPOSE", "purposes"],
  subject: ["SUBJECT", "subjects"],
  region: ["REGION", "regions"],
  safeguard: ["SAFEGUARD", "safeguards"],
} as const;

/** Whether a contract admits a flow on the day, and why: what the one says beside what the other allows. */
export function Coverage({ of }: { of: Flow }) {
  const { t } = useTranslation("flows");
  const { state, day, contracts } = of.coverage;
  const whyDay = state === "AWAITED" || state === "ENDED" ? t(`page.whyDay.${state}`) : undefined;
  return (
    <>
      <p>
        <strong>{t(`page.why.${state}`)}</strong>
        {whyDay && day && (
          <>
            {" "}
            {whyDay} <DayText day={day} away />.
          </>
        )}
      </p>
      {contracts.length > 0 && <Compared flow={of} />}
      {of.contract && !contracts.some(({ key }) => key === of.contract?.key) && (
        <p className="quiet">{t("page.named", { contract: of.contract.title })}</p>
      )}
    </>
  );
}

function Compared({ flow }: { flow: Flow }) {
  const { t } = useTranslation("flows");
  const { contracts } = flow.coverage;
  const wrong = (aspect: Aspect) =>
    flow.findings.nodes.find(
      (finding) => finding.rule === "flow-outside-contract" && finding.aspect === aspect,
    )?.verdict;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("page.aspect")}</th>
            <th scope="col">{t("page.flowSays")}</th>
            {contracts.map(({ key, title }) => (
              <th key={key} scope="col">
                <Link to={`/contracts/${key}`}>{title}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ASPECTS.map((aspect) => {
            const verdict = wrong(aspect);
            return (
              <tr key={aspect}>
                <th scope="row">{t(`page.aspects.${aspect}`)}</th>
                <td>
                  <Declared aspect={aspect} flow={flow} />{" "}
                  {verdict && verdict !== "KEPT" && (
                    <VerdictMark
                      verdict={verdict}
                      text={verdict === "BROKEN" ? t("page.notAdmitted") : t("page.notShown")}
                    />
                  )}
                </td>
                {contracts.map(({ key, terms }) => (
                  <td key={key}>
                    <Admitted aspect={aspect} terms={terms} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Declared({ aspect, flow }: { aspect: Aspect; flow: Flow }) {
  if (aspect === "retention") return <DurationText duration={flow.retention} />;
  const [taxonomy, field] = LISTS[aspect];
  return <TermList taxonomy={taxonomy} keys={flow[field]} />;
}

function Admitted({ aspect, terms }: { aspect: Aspect; terms: Terms }) {
  const { t } = useTranslation("flows");
  const duration = useDurationWords();
  const unlimited = <span className="quiet">{t("page.notLimited")}</span>;
  if (aspect === "retention") {
    return terms.maxRetention ? t("page.atMost", { duration: duration(terms.maxRetention) }) : unlimited;
  }
  const [taxonomy, field] = LISTS[aspect];
  const keys = terms[field];
  // What a contract does not say of these limits nothing; of the others it is not recorded.
  if (keys.length === 0 && (aspect === "subject" || aspect === "safeguard")) return unlimited;
  return <TermList taxonomy={taxonomy} keys={keys} />;
}
