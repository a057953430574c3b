import { useTranslation } from "react-i18next";
import type { Standing } from "./life";
import css from "./StandingMark.module.css";

/** Whether a contract is in force: a solid line, a dotted one when it ended, a long-dashed one when it starts later. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useTranslation("contracts");
  const dashes = { IN_FORCE: undefined, OVER: "0.1 4", AHEAD: "6 4" }[standing];
  return (
    <span className={css.mark} data-standing={standing}>
      <svg viewBox="0 0 22 8" aria-hidden="true">
        <path
          d="M1.5 4h19"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap={standing === "OVER" ? "round" : "butt"}
          strokeDasharray={dashes}
        />
      </svg>
      {t(`standing.${standing}`)}
    </span>
  );
}
