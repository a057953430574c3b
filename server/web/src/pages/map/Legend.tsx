import { Button, Popover } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CoverageState } from "../../gql/graphql";
import { CertaintyChip, VerdictMark } from "../../parts/marks";
import { VERDICTS } from "./address";
import css from "./Legend.module.css";
import { DASHES, MARKS } from "./look";

const STATES: CoverageState[] = [
  "IN_FORCE",
  "NOT_NEEDED",
  "MISSING",
  "ENDED",
  "AWAITED",
  "OUTSIDE",
  "UNPROVEN",
];

/** What the lines mean, and the keys of the picture. */
export function Legend() {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  return (
    <Popover position="bottom-end" width={300} withinPortal>
      <Popover.Target>
        <Button size="sm" variant="default" leftSection={<IconHelpCircle size={15} aria-hidden />}>
          {t("legend.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={css.legend}>
          <h3>{t("legend.contract")}</h3>
          <ul>
            {STATES.map((state) => (
              <li key={state}>
                <svg viewBox="0 0 64 14" aria-hidden="true" className={css.sample}>
                  <path
                    d="M1 7H63"
                    strokeDasharray={DASHES[state]}
                    strokeLinecap={state === "ENDED" ? "round" : "butt"}
                  />
                  {MARKS[state] && (
                    <text x="32" y="11" textAnchor="middle">
                      {MARKS[state]}
                    </text>
                  )}
                </svg>
                {common(`coverage.${state}`)}
              </li>
            ))}
          </ul>
          <h3>{t("legend.verdict")}</h3>
          <ul className={css.marks}>
            {VERDICTS.map((verdict) => (
              <li key={verdict}>
                <VerdictMark verdict={verdict} />
              </li>
            ))}
          </ul>
          <h3>{t("legend.travel")}</h3>
          <ul>
            <li>
              <svg viewBox="0 0 64 14" aria-hidden="true" className={css.sample}>
                <path d="M1 7H54" />
                <path className={css.head} d="M62 7L52 2L52 12Z" />
              </svg>
              <CertaintyChip certainty="CERTAIN" />
            </li>
            <li>
              <svg viewBox="0 0 64 14" aria-hidden="true" className={css.sample}>
                <path d="M1 7H52" />
                <path d="M62 7L52 2L52 12Z" />
              </svg>
              <CertaintyChip certainty="POSSIBLE" />
            </li>
            <li>
              <svg viewBox="0 0 64 14" aria-hidden="true" className={css.sample}>
                <path d="M40 5.8A4 4 0 1 0 40 8.6M40.4 2.4L40.2 6L37 5.6" />
              </svg>
              {t("legend.back")}
            </li>
          </ul>
          <h3>{t("legend.keys")}</h3>
          <p>{t("legend.keysText")}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
