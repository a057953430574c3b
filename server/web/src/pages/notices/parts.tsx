import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";

interface When {
  inForce: boolean;
  effectiveOn: string;
}

/** Says whether a notice is in force on the day that is shown. */
export function useNoticeState(): (of: When) => string {
  const { t } = useTranslation("notices");
  const { day } = useDay();
  return useCallback(
    (of) => {
      if (of.inForce) return t("state.inForce");
      return of.effectiveOn > day ? t("state.notYet") : t("state.past");
    },
    [t, day],
  );
}

export function NoticeState({ of }: { of: When }) {
  const say = useNoticeState();
  return of.inForce ? <strong>{say(of)}</strong> : <span className="quiet">{say(of)}</span>;
}
