import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../parts/Filters";
import type { ListAddress } from "../../parts/listAddress";
import { AHEAD, ahead, KINDS } from "./filters";

export function useContractFilters({ one }: Pick<ListAddress, "one">): Filter[] {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const [ends, notice] = [ahead(one("ends")), ahead(one("notice"))];
  return useMemo(() => {
    // With what an address made by hand says besides.
    const within = (set: number | undefined) =>
      [...AHEAD, ...(set && !AHEAD.includes(set) ? [set] : [])].map((days) => ({
        value: String(days),
        label: t("filter.within", { count: days }),
      }));
    const hint = t("filter.todayOnly");
    return [
      {
        id: "kind",
        label: t("filter.kind"),
        kind: "many",
        pinned: true,
        options: KINDS.map((value) => ({ value, label: common(`contractKind.${value}`) })),
      },
      { id: "party", label: t("filter.party"), kind: "party", pinned: true },
      { id: "notice", label: t("filter.notice"), kind: "one", pinned: true, hint, options: within(notice) },
      { id: "ends", label: t("filter.ends"), kind: "one", pinned: true, hint, options: within(ends) },
      {
        id: "live",
        label: t("filter.inForce"),
        kind: "one",
        options: [{ value: "yes", label: t("filter.onDay") }],
      },
    ];
  }, [t, common, ends, notice]);
}
