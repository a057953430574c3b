import { useTranslation } from "react-i18next";
import type { SinceQuery } from "../../gql/graphql";
import { findingPath } from "../../parts/addresses";
import { Link } from "../../parts/Link";
import { FindingIcon } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import css from "./Overview.module.css";

type Sighting = SinceQuery["looks"][number]["sightings"][number];

/** The gravest of what broke at a look: what it was, and one step to its proof while it is still there. */
export function Broke({ sightings }: { sightings: readonly Sighting[] }) {
  const { t } = useTranslation();
  const plain = usePlain();
  const broke = sightings.filter(({ kind, verdict }) => kind === "APPEARED" && verdict !== "KEPT");
  if (broke.length === 0) return null;
  return (
    <ul className={css.broke}>
      {broke.map(({ findingId, verdict, message, finding }) => {
        const said = plain(message ?? findingId);
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
