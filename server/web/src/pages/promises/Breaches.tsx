import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { findingPath } from "../../parts/addresses";
import { useRuleName } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { FindingMark, SeverityMark } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import { Ribbon } from "../../parts/Ribbon";
import type { PromiseShown } from "./PromiseBody";
import css from "./PromiseBody.module.css";

/** How many findings are shown at once: the gravest say what to do first. */
const FIRST = 4;

/** The findings that say that a promise is broken, or cannot be shown to be kept, each with its path. */
export function Breaches({ of }: { of: PromiseShown }) {
  const { t } = useTranslation("promises");
  const [all, setAll] = useState(false);
  const { nodes, totalCount } = of.findings;
  const shown = all ? nodes : nodes.slice(0, FIRST);
  const hidden = totalCount - shown.length;
  return (
    <section>
      <h2>{t("breaks")}</h2>
      {nodes.length === 0 && <p className="quiet">{t("breaksNothing")}</p>}
      <ul className={css.breaches}>
        {shown.map((finding) => (
          <Breach key={finding.id} of={finding} />
        ))}
      </ul>
      {hidden > 0 &&
        (all ? (
          <p className="quiet">{t("moreFindings", { count: hidden })}</p>
        ) : (
          <Button mt="sm" size="compact-sm" variant="default" onClick={() => setAll(true)}>
            {t("moreFindings", { count: hidden })}
          </Button>
        ))}
    </section>
  );
}

function Breach({ of }: { of: PromiseShown["findings"]["nodes"][number] }) {
  const { t } = useTranslation("promises");
  const rule = useRuleName();
  const plain = usePlain();
  const last = of.path.at(-1);
  return (
    <li className={css.breach}>
      <div className={css.breachHead}>
        <FindingMark verdict={of.verdict} />
        <SeverityMark severity={of.severity} />
        <span className="quiet">{rule(of.rule, of.verdict)}</span>
      </div>
      <p>{plain(of.message)}</p>
      <Ribbon
        hops={of.path}
        categories={of.categories}
        broken={last && of.verdict !== "KEPT" ? { flow: last.key, verdict: of.verdict } : undefined}
      />
      <p className={css.breachFoot}>
        <Link to={findingPath(of.id)} aria-label={`${t("repairs")}: ${plain(of.message)}`}>
          {t("repairs")}
        </Link>
      </p>
    </li>
  );
}
