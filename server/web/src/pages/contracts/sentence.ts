import { useTranslation } from "react-i18next";
import { plusDays } from "../../data/day";
import { useDayWords, useDurationWords } from "../../parts/marks";
import { type Life, lastDay, standing, termOn } from "./life";

/** How a contract stands on a day, in a sentence or two. */
export function useLifeSentence(): (life: Life, day: string) => string {
  const { t } = useTranslation("contracts");
  const say = useDayWords();
  const duration = useDurationWords();
  return (life, day) => {
    const end = lastDay(life);
    const given = life.noticeGivenOn ?? "";
    const tacit = life.renewal?.kind === "TACIT";
    const terminated = life.terminatedOn !== null && end === plusDays(life.terminatedOn, -1);
    const ends = end
      ? { until: say.day(end), away: say.away(end), given: given && say.day(given) }
      : undefined;
    switch (standing(life, day)) {
      case "AHEAD":
        return t("term.starts", { from: say.day(life.effectiveOn), away: say.away(life.effectiveOn) });
      case "OVER":
        if (!ends) return "";
        if (terminated) return t("term.overTerminated", ends);
        if (tacit && given) return t("term.overNotice", ends);
        return life.renewal?.kind === "EXPRESS" ? t("term.overExpress", ends) : t("term.over", ends);
      case "IN_FORCE": {
        const term = termOn(life, day);
        if (terminated && ends) return t("term.terminating", ends);
        if (!term?.until) return t("term.open", { from: say.day(life.effectiveOn) });
        if (term.deadline) {
          // Notice that came too late for this term ends the next one.
          if (ends && given) return t("term.noticeLater", ends);
          return t(term.deadline < day ? "term.tooLate" : "term.renewsItself", {
            next: say.day(plusDays(term.until, 1)),
            period: duration(life.renewal?.period ?? ""),
            deadline: say.day(term.deadline),
            away: say.away(term.deadline),
          });
        }
        if (!ends) return "";
        if (tacit && given) return t("term.notice", ends);
        return life.renewal?.kind === "EXPRESS" ? t("term.express", ends) : t("term.fixed", ends);
      }
    }
  };
}
