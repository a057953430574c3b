import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../parts/Filters";
import { BASES, CONSIDERATIONS } from "./query";

export function useFlowFilters(): Filter[] {
  const { t } = useTranslation("flows");
  const { t: common } = useTranslation();
  return useMemo(
    () => [
      {
        id: "live",
        label: t("filter.live"),
        kind: "one",
        options: [{ value: "yes", label: t("filter.liveOnDay") }],
      },
      { id: "source", label: t("filter.source"), kind: "party", pinned: true },
      { id: "recipient", label: t("filter.recipient"), kind: "party", pinned: true },
      { id: "category", label: t("filter.category"), kind: "term", taxonomy: "CATEGORY", pinned: true },
      { id: "purpose", label: t("filter.purpose"), kind: "term", taxonomy: "PURPOSE" },
      { id: "subject", label: t("filter.subject"), kind: "term", taxonomy: "SUBJECT" },
      { id: "region", label: t("filter.region"), kind: "term", taxonomy: "REGION" },
      {
        id: "basis",
        label: t("filter.legalBasis"),
        kind: "many",
        options: BASES.map((value) => ({ value, label: common(`legalBasis.${value}`) })),
      },
      {
        id: "return",
        label: t("filter.consideration"),
        kind: "many",
        options: CONSIDERATIONS.map((value) => ({ value, label: common(`consideration.${value}`) })),
      },
      {
        id: "unverified",
        label: t("filter.unverified"),
        kind: "since",
        periods: ["P3M", "P6M", "P1Y", "P2Y"],
      },
      { id: "contract", label: t("filter.contract"), kind: "text" },
    ],
    [t, common],
  );
}
