import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql";
import type { FindingPartsFragment, Verdict } from "../gql/graphql";
import { findingPath } from "./addresses";
import css from "./FindingLine.module.css";
import { Link } from "./Link";
import { FindingIcon, SeverityMark } from "./marks";
import { usePlain } from "./plain";

graphql(`
  fragment FindingParts on Finding {
    id
    rule
    aspect
    verdict
    severity
    state
    message
  }
`);

/** What a rule is called, for people; of a finding that is only not shown to be right, what that is called. */
export function useRuleName(): (rule: string, verdict?: Verdict) => string {
  const { t } = useTranslation();
  return useCallback(
    (rule, verdict) => {
      const known = t(`rule.${rule}` as "rule.commitment-broken", { defaultValue: rule });
      if (verdict !== "UNPROVEN") return known;
      return t(`ruleUnproven.${rule}` as "ruleUnproven.commitment-broken", { defaultValue: known });
    },
    [t],
  );
}

/** Findings in a line or two each: ask for `...FindingParts`. */
export function FindingLines({ findings }: { findings: readonly FindingPartsFragment[] }) {
  const { t } = useTranslation();
  const rule = useRuleName();
  const plain = usePlain();
  return (
    <ul className={css.list}>
      {findings.map((finding) => (
        <li key={finding.id} className={css.line}>
          <span>
            <FindingIcon verdict={finding.verdict} />
            <span className="visually-hidden">{t(`findingVerdict.${finding.verdict}`)}</span>
          </span>
          <Link to={findingPath(finding.id)}>{rule(finding.rule, finding.verdict)}</Link>
          <SeverityMark severity={finding.severity} />
          <span className={css.message}>{plain(finding.message)}</span>
        </li>
      ))}
    </ul>
  );
}
