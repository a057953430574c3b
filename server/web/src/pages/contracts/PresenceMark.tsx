import { useTranslation } from "react-i18next";
import type { Presence } from "../../gql/graphql";
import css from "./Clauses.module.css";

/** Whether a clause is there: a check, a cross, a dashed ring for what nobody knows, a bar for what need not be. */
export function PresenceMark({ presence, asked }: { presence: Presence | null; asked: boolean }) {
  const { t } = useTranslation("contracts");
  return (
    <span className={css.mark} data-presence={presence ?? "NONE"} data-asked={asked}>
      <svg viewBox="0 0 16 16" aria-hidden="true" fill="none">
        {presence === "PRESENT" || presence === "ABSENT" ? (
          <>
            <circle cx="8" cy="8" r="8" fill="currentColor" />
            <path
              d={presence === "PRESENT" ? "M4.5 8.4l2.4 2.4 4.6-5" : "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"}
              stroke="var(--surface)"
              strokeWidth="1.8"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </>
        ) : presence === "NOT_APPLICABLE" ? (
          <>
            <circle cx="8" cy="8" r="7" stroke="currentColor" strokeWidth="1.6" />
            <path d="M4.8 8h6.4" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
          </>
        ) : (
          <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="2" strokeDasharray="3.4 2.4" />
        )}
      </svg>
      {t(`clauses.presence.${presence ?? "NONE"}`)}
    </span>
  );
}
