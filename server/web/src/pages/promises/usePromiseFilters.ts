import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../parts/Filters";
import { KINDS } from "./address";

/** What promises are filtered by. */
export function usePromiseFilters(): Filter[] {
  const { t } = useTranslation(["promises", "common"]);
  return useMemo(
    () => [
      {
        id: "kind",
        label: t("filter.kind"),
        kind: "one",
        pinned: true,
        options: KINDS.map((value) => ({ value, label: t(`common:promiseKind.${value}`) })),
      },
      { id: "category", label: t("filter.category"), kind: "term", taxonomy: "CATEGORY", pinned: true },
    ],
    [t],
  );
}
