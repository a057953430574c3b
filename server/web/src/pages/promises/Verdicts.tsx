import { useTranslation } from "react-i18next";
import type { Verdict } from "../../gql/graphql";
import { VerdictIcon } from "../../parts/marks";
import { type Counts, VERDICTS } from "./reading";
import css from "./Verdicts.module.css";

/** How many promises there are of each verdict, and a choice of one. */
export function Verdicts({
  chosen,
  counts,
  onChoose,
}: {
  chosen: Verdict | undefined;
  /** Those of the notice before it is filtered. */
  counts?: Counts | undefined;
  onChoose: (verdict: Verdict | undefined) => void;
}) {
  const { t } = useTranslation(["promises", "common"]);
  return (
    <fieldset className={css.verdicts}>
      <legend className="visually-hidden">{t("filter.verdict")}</legend>
      {VERDICTS.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={chosen === verdict}
          onClick={() => onChoose(chosen === verdict ? undefined : verdict)}
        >
          <VerdictIcon verdict={verdict} />
          {counts && <b className="number">{counts[verdict]}</b>}
          {t(`common:verdict.${verdict}`)}
        </button>
      ))}
    </fieldset>
  );
}
