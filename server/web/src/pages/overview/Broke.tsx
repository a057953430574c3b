import { useTranslation } from "react-i18next";
import type { SinceQuery } from "../../gql/graphql";
import { findingPath } from "../../parts/addresses";
import { useRuleName } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { FindingIcon } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import css from "./Overview.module.css";

type Sighting = SinceQuery["looks"][number]["sightings"][number];

/** The gravest of what broke at a look: what it was, and one step to its proof while it is still there. */
export function Broke({ sightings }: { sightings: readonly Sighting[] }) {
  const { t, i18n } = useTranslation();
  const plain = usePlain();
  const ruleName = useRuleName();
  const broke = sightings.filter(({ kind, verdict }) => kind === "APPEARED" && verdict !== "KEPT");
  if (broke.length === 0) return null;
  return (
    <ul className={css.broke}>
      {broke.map(({ findingId, verdict, rule, subjectId, message, finding }) => {
        // What was written down is English: what is gone is called by its rule in other languages.
        const gone = rule && `${ruleName(rule, verdict ?? undefined)}: ${subjectId}`;
        const known = i18n.language === "en" ? message : (finding?.message ?? gone);
        const said = plain(known ?? message ?? findingId);
        return (
          <li key={findingId}>
            {verdict && <FindingIcon verdict={verdict} />}
            {verdict && <span className="visually-hidden">{t(`findingVerdict.${verdict}`)}</span>}
            {finding ? <Link to={findingPath(findingId)}>{said}</Link> : <s>{said}</s>}
          </li>
        );
      })}
    </ul>
  );
}
