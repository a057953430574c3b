import { useTranslation } from "react-i18next";
import type { ClausePartsFragment } from "../../gql/graphql";

/** What a clause says, in words: hours, days, mechanism and whatever else is recorded of it. */
export function useClauseWords(): (clause: ClausePartsFragment) => string {
  const { t } = useTranslation("contracts");
  return (clause) =>
    [
      clause.authorisation && t(`clauses.authorisation.${clause.authorisation}`),
      clause.approved.length > 0 && t("clauses.says.approved", { parties: clause.approved.join(", ") }),
      clause.noticeDays !== null && t("clauses.says.noticeDays", { count: clause.noticeDays }),
      clause.objectionDays !== null && t("clauses.says.objectionDays", { count: clause.objectionDays }),
      clause.hours !== null && t("clauses.says.hours", { count: clause.hours }),
      clause.choice && t(`clauses.choice.${clause.choice}`),
      clause.days !== null && t("clauses.says.days", { count: clause.days }),
      clause.certificate !== null &&
        t(clause.certificate ? "clauses.says.certificate" : "clauses.says.noCertificate"),
      clause.mechanism && t(`clauses.mechanism.${clause.mechanism}`),
      clause.modules.length > 0 &&
        t("clauses.says.modules", { count: clause.modules.length, list: clause.modules.join(", ") }),
    ]
      .filter((part) => typeof part === "string")
      .join(", ");
}
