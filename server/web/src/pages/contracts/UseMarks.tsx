import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FlowUnderFragment } from "../../gql/graphql";
import { VerdictIcon } from "../../parts/marks";
import type { Compared, Side, Used } from "./fit";
import css from "./Use.module.css";

interface Props {
  side: Side;
  compared: Compared;
  words: (side: Side, value: string) => string;
}

/** What of a side has to be recorded for anything to be shown. */
const MUST: readonly Side[] = ["category", "purpose", "region"];

/** What is admitted: what nobody uses is said to be so. */
function Admitted({ side, compared, words }: Props) {
  const { t } = useTranslation("contracts");
  if (compared.admitted.length === 0) {
    return MUST.includes(side) ? (
      <span className={css.lacking}>
        <VerdictIcon verdict="UNPROVEN" /> {t("use.unrecorded")}
      </span>
    ) : (
      <span className="quiet">{t("use.unlimited")}</span>
    );
  }
  return (
    <ul className={css.values}>
      {compared.admitted.map(({ value, used }) => (
        <li key={value} className={css.value} data-fit={used ? "INSIDE" : "UNUSED"} title={value}>
          {words(side, value)}
          {!used && side !== "retention" && (
            <small> {side === "safeguard" ? t("use.missing") : t("use.unused")}</small>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What flows do: what is outside is said to be so, and by which of them. */
function Done({ side, compared, words, flows }: Props & { flows: readonly FlowUnderFragment[] }) {
  const { t } = useTranslation("contracts");
  const titles = new Map(flows.map((flow) => [flow.key, flow.title]));
  return (
    <ul className={css.values}>
      {compared.used.map((used) => (
        <Tooltip
          key={used.value}
          multiline
          maw={320}
          label={t("use.by", {
            count: used.flows.length,
            flows: used.flows.map((key) => titles.get(key) ?? key).join("; "),
          })}
        >
          <li className={css.value} data-fit={side === "safeguard" ? "INSIDE" : used.fit} title={used.value}>
            <Mark used={used} side={side} />
            {words(side, used.value)}
            {side !== "safeguard" && used.fit !== "INSIDE" && (
              <small> {used.verdict ? t(`use.${used.fit}`) : t("use.elsewhere")}</small>
            )}
          </li>
        </Tooltip>
      ))}
      {compared.used.length === 0 && <li className="quiet">{t("use.nothing")}</li>}
      {compared.used.length > 0 && compared.silent.length > 0 && (
        <li className={css.silent}>{t("use.silent", { count: compared.silent.length })}</li>
      )}
    </ul>
  );
}

function Mark({ used, side }: { used: Used; side: Side }) {
  if (side === "safeguard" || used.fit === "INSIDE" || !used.verdict) return null;
  return <VerdictIcon verdict={used.verdict} />;
}

export const Fits = { Admitted, Done };
