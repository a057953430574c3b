import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FindingQuery } from "../../gql/graphql";
import { Facts } from "../../parts/Facts";
import { useRuleName } from "../../parts/FindingLine";
import { History } from "../../parts/History";
import { RecordLink } from "../../parts/Link";
import { DayText, FindingMark, MomentText, SeverityMark, TermList } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import { Ribbon } from "../../parts/Ribbon";
import css from "./Findings.module.css";
import { Law } from "./Law";
import { Repairs } from "./Repairs";

export type Found = NonNullable<FindingQuery["finding"]>;

/** How grave it is, how it is judged, and which rule says so. */
export function Marks({ of }: { of: Found }) {
  const { t } = useTranslation("findings");
  const rule = useRuleName();
  return (
    <div className={css.marks}>
      <FindingMark verdict={of.verdict} />
      <SeverityMark severity={of.severity} />
      <span>
        {rule(of.rule, of.verdict)}
        {of.aspect && ` (${t(`aspect.${of.aspect as "region"}`, { defaultValue: of.aspect })})`}
      </span>
      {of.dueOn && (
        <span>
          {t("page.due")} <DayText day={of.dueOn} away />
        </span>
      )}
    </div>
  );
}

/** What a finding says and proves, in the order it is read: the promise, the path, the law, and how to mend it. */
export function Proof({ of }: { of: Found }) {
  const { t } = useTranslation("findings");
  const plain = usePlain();
  const last = of.path.at(-1);
  return (
    <div className={css.proof}>
      {of.promise && (
        <section>
          <h2>{t("page.promised")}</h2>
          <blockquote className={css.quote}>
            <RecordLink id={of.promise.id}>{of.promise.quote ?? of.promise.title}</RecordLink>
            {of.promise.notice && (
              <footer>
                <RecordLink id={of.promise.notice.id}>{of.promise.notice.title}</RecordLink>
                {of.promise.section && `, ${t("page.section", { section: of.promise.section })}`}
              </footer>
            )}
          </blockquote>
        </section>
      )}
      {last && (
        <section>
          <h2>{t("page.path")}</h2>
          <Ribbon
            hops={of.path}
            categories={of.categories}
            broken={of.verdict === "KEPT" ? undefined : { flow: last.key, verdict: of.verdict }}
          />
          {of.explanation.length > 0 && (
            <details className={css.cites}>
              <summary>{t("page.why")}</summary>
              <ol>
                {of.explanation.map((line) => (
                  <li key={line}>{plain(line)}</li>
                ))}
              </ol>
            </details>
          )}
        </section>
      )}
      <section>
        <h2>{t("page.law")}</h2>
        <Law of={of} />
      </section>
      <section>
        <h2>{t("page.repairs")}</h2>
        <Repairs finding={of.id} />
      </section>
    </div>
  );
}

export function FindingFacts({ of }: { of: Found }) {
  const { t } = useTranslation("findings");
  return (
    <Facts
      of={[
        [
          t("page.about"),
          <RecordLink key="about" id={of.subjectId}>
            {of.subject?.title ?? of.subjectId}
          </RecordLink>,
        ],
        of.contract && [
          t("page.contract"),
          <RecordLink key="contract" id={of.contract.id}>
            {of.contract.title}
          </RecordLink>,
        ],
        of.categories.length > 0 && [
          t("page.data"),
          <TermList key="data" taxonomy="CATEGORY" keys={of.categories} />,
        ],
        of.dueOn !== null && [t("page.due"), <DayText key="due" day={of.dueOn} away />],
        [
          t("page.since"),
          of.seenSince ? <MomentText key="since" moment={of.seenSince} /> : t("page.notSeen"),
        ],
        of.firstSeen !== null &&
          of.firstSeen !== of.seenSince && [
            t("page.first"),
            <MomentText key="first" moment={of.firstSeen} />,
          ],
        [t("page.rule"), <code key="rule">{of.rule}</code>],
        [t("page.id"), <code key="id">{of.id}</code>],
      ]}
    />
  );
}

/** What was changed of what the finding is about; asked for when someone wants to know. */
export function SubjectHistory({ of }: { of: Found }) {
  const { t } = useTranslation("findings");
  const [shown, show] = useState(false);
  const title = of.subject?.title ?? of.subjectId;
  return (
    <details className={css.cites} onToggle={(event) => show(event.currentTarget.open)}>
      <summary>{t("page.history", { title })}</summary>
      {shown && <History of={of.subjectId} />}
    </details>
  );
}
