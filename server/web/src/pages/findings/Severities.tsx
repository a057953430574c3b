import { useTranslation } from "react-i18next";
import type { Severity } from "../../gql/graphql";
import { SeverityMark } from "../../parts/marks";
import css from "./Findings.module.css";
import { SEVERITIES } from "./filters";

/** How many findings there are of each severity. One choice: all, or a severity with all that is graver. */
export function Severities({
  chosen,
  counts,
  onChoose,
}: {
  chosen: Severity | undefined;
  counts: Record<Severity, number> | undefined;
  onChoose: (severity: Severity | undefined) => void;
}) {
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();
  const upTo = chosen ? SEVERITIES.indexOf(chosen) : SEVERITIES.length;
  return (
    <fieldset className={css.severities}>
      <legend className="visually-hidden">{t("filter.severity")}</legend>
      <label data-lit={!chosen}>
        <input type="radio" name="severity" checked={!chosen} onChange={() => onChoose(undefined)} />
        {t("filter.anySeverity")}
      </label>
      {SEVERITIES.map((severity, at) => (
        <label
          key={severity}
          data-lit={chosen !== undefined && at <= upTo}
          title={t("filter.orGraver", { severity: say(`severity.${severity}`) })}
        >
          <input
            type="radio"
            name="severity"
            checked={chosen === severity}
            aria-label={`${t("filter.orGraver", { severity: say(`severity.${severity}`) })}, ${t("count", { count: counts?.[severity] ?? 0 })}`}
            onChange={() => onChoose(severity)}
          />
          <SeverityMark severity={severity} />
          <span className="number">{counts?.[severity] ?? "…"}</span>
        </label>
      ))}
    </fieldset>
  );
}
