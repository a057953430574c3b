import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../parts/Filters";
import { useChannelNames } from "../channels/useChannelNames";
import { KINDS, NOWHERE, SEVERITIES } from "./filters";
import { STATES } from "./walk";

export function useAlertFilters(): Filter[] {
  const { t } = useTranslation("alerts");
  const { t: common } = useTranslation();
  const names = useChannelNames();
  return useMemo(
    () => [
      {
        id: "state",
        label: t("filter.state"),
        kind: "many",
        pinned: true,
        options: STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        id: "kind",
        label: t("filter.kind"),
        kind: "many",
        pinned: true,
        options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
      {
        id: "severity",
        label: t("filter.severity"),
        kind: "one",
        pinned: true,
        options: SEVERITIES.map((value) => {
          const severity = common(`severity.${value}`);
          return { value, label: value === "CRITICAL" ? severity : t("filter.orGraver", { severity }) };
        }),
      },
      {
        id: "channel",
        label: t("filter.channel"),
        kind: "one",
        options: [
          { value: NOWHERE, label: t("filter.noChannel") },
          ...[...(names ?? [])].map(([value, label]) => ({ value, label })),
        ],
      },
      { id: "owner", label: t("filter.owner"), kind: "text" },
    ],
    [t, common, names],
  );
}
