import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { graphql } from "../../gql";
import type { OverviewQuery, Verdict } from "../../gql/graphql";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { VerdictIcon, VerdictMark } from "../../parts/marks";
import { PageHead } from "../../parts/PageHead";
import { Answer, Empty } from "../../parts/states";
import { Deadlines } from "./Deadlines";
import { Next } from "./Next";
import css from "./Overview.module.css";
import { Since } from "./Since";
import { worstOf } from "./worst";

const OverviewDocument = graphql(`
  query Overview($asOf: Date) {
    parties(first: 1) { totalCount }
    report(asOf: $asOf) {
      counts { kept broken unproven findings }
      findings(first: 7, state: OPEN) {
        totalCount
        nodes { ...FindingParts }
      }
    }
  }
`);

/** Is every promise kept, what will break next and until when can we act, what changed since I was last here. */
export default function Overview() {
  const { t } = useTranslation("overview");
  const { asOf } = useDay();
  const asked = useAsk(OverviewDocument, { asOf });
  return (
    <>
      <PageHead title={t("title")} />
      <Answer of={asked}>
        {(data) => (data.parties.totalCount === 0 ? <Nothing /> : <Standing report={data.report} />)}
      </Answer>
    </>
  );
}

function Nothing() {
  const { t } = useTranslation("overview");
  return (
    <Empty
      title={t("empty.title")}
      action={
        <>
          <Button component={Link} to="/register">
            {t("empty.register")}
          </Button>
          <p>{t("empty.import")}</p>
        </>
      }
    >
      {t("empty.text")}
    </Empty>
  );
}

function Standing({ report }: { report: OverviewQuery["report"] }) {
  const { t } = useTranslation("overview");
  const { counts, findings } = report;
  return (
    <div className={css.page}>
      <Promises counts={counts} />
      <div className={css.column}>
        <section className={css.card} aria-labelledby="gravest">
          <header>
            <h2 id="gravest">{t("gravest")}</h2>
            <Link to="/findings">{t("allFindings", { count: findings.totalCount })}</Link>
          </header>
          {findings.nodes.length === 0 ? (
            <p className="quiet">{t("nothingWrong")}</p>
          ) : (
            <FindingLines findings={findings.nodes} />
          )}
        </section>
        <Since />
      </div>
      <div className={css.column}>
        <Next />
        <Deadlines />
      </div>
    </div>
  );
}

function Promises({ counts }: { counts: OverviewQuery["report"]["counts"] }) {
  const { t } = useTranslation("overview");
  const { kept, broken, unproven } = counts;
  const total = kept + broken + unproven;
  const verdict = worstOf(counts);
  const said = {
    BROKEN: t("broken", { count: broken, total }),
    UNPROVEN: t("unproven", { count: unproven, total }),
    KEPT: t("allKept", { count: kept }),
  };
  const each: [Verdict, number][] = [
    ["BROKEN", broken],
    ["UNPROVEN", unproven],
    ["KEPT", kept],
  ];
  return (
    <section className={css.answer} data-verdict={verdict} aria-labelledby="all-kept">
      <div>
        <p id="all-kept">{t("question")}</p>
        <strong>
          {verdict && <VerdictIcon verdict={verdict} />}
          {verdict ? said[verdict] : t("noPromises")}
        </strong>
      </div>
      <ul className={css.counts} aria-label={t("promisesAt")}>
        {each.map(([verdict, count]) => (
          <li key={verdict}>
            <Link to={`/promises?view=list&verdict=${verdict}`}>
              <span className={css.number}>{count}</span>
              <VerdictMark verdict={verdict} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
