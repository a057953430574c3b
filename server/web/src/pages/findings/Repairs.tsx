import { Button } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useStaged } from "../../data/staged";
import type { FindingRepairsQuery } from "../../gql/graphql";
import { FindingLines } from "../../parts/FindingLine";
import { Link, useTo } from "../../parts/Link";
import { usePlain } from "../../parts/plain";
import { Answer, Waiting } from "../../parts/states";
import css from "./Findings.module.css";
import { RepairsQuery } from "./queries";

/** The way to What if looks alike whether the repair has still to be put there or is there. */
const look = {
  size: "compact-sm",
  variant: "light",
  leftSection: <IconFlask size={14} aria-hidden />,
} as const;

type Repair = NonNullable<FindingRepairsQuery["finding"]>["repairs"][number];

/** Ways to mend a finding: each opens What if with the change staged. */
export function Repairs({ finding }: { finding: string }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const asked = useAsk(RepairsQuery, { id: finding, asOf: asOf ?? null });
  return (
    <Answer of={asked} waiting={<Waiting lines={3} />}>
      {({ finding: found }) =>
        found && found.repairs.length > 0 ? (
          <>
            <p className="quiet">{t("page.repairsLead")}</p>
            <ul className={css.repairs}>
              {found.repairs.map((repair) => (
                <li key={repair.title} className={css.repair}>
                  <OneRepair finding={finding} repair={repair} />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="quiet">{t("page.noRepairs")}</p>
        )
      }
    </Answer>
  );
}

function OneRepair({ finding, repair }: { finding: string; repair: Repair }) {
  const { t } = useTranslation("findings");
  const plain = usePlain();
  const go = useNavigate();
  const keep = useTo();
  const { staged, stage } = useStaged();
  const title = plain(repair.title);
  const document = repair.document as Record<string, unknown>;
  // What it is called depends on the language.
  const does = JSON.stringify(document);
  const there = staged.some((one) => one.because === finding && JSON.stringify(one.document) === does);
  const takes = repair.findingsDisappeared;
  const brings = repair.findingsAppeared;
  return (
    <>
      <div className={css.repairHead}>
        <span className={css.repairTitle}>{title}</span>
        {there ? (
          <Button component={Link} to="/what-if" {...look} aria-label={`${t("page.staged")}: ${title}`}>
            {t("page.staged")}
          </Button>
        ) : (
          <Button
            {...look}
            aria-label={`${t("page.try")}: ${title}`}
            onClick={() => {
              stage({ title, document, because: finding });
              go(keep("/what-if"));
            }}
          >
            {t("page.try")}
          </Button>
        )}
      </div>
      <details className={css.effect}>
        <summary>
          {t("page.takes", { count: takes.length })}
          {" · "}
          {brings.length > 0 ? t("page.brings", { count: brings.length }) : t("page.bringsNone")}
        </summary>
        {takes.length > 0 && (
          <section>
            <h4>{t("page.takes", { count: takes.length })}</h4>
            <FindingLines findings={takes} />
          </section>
        )}
        {brings.length > 0 && (
          <section>
            <h4>{t("page.brings", { count: brings.length })}</h4>
            <FindingLines findings={brings} />
          </section>
        )}
      </details>
    </>
  );
}
