import { useTranslation } from "react-i18next";
import { Link } from "../../parts/Link";
import { VerdictMark } from "../../parts/marks";
import { inOrder, VERDICTS } from "../promises/reading";
import type { NoticeShown } from "./NoticeBody";
import { readPath } from "./NoticeBody";
import css from "./NoticeBody.module.css";

/** The promises of a notice, those that are broken first. */
export function NoticePromises({ of }: { of: NoticeShown }) {
  const { t } = useTranslation("notices");
  const promises = inOrder(of.promises.map((promise) => ({ ...promise, scope: { categories: [] } })));
  const groups = [...VERDICTS, null]
    .map((verdict) => ({ verdict, promises: promises.filter((promise) => promise.verdict === verdict) }))
    .filter((group) => group.promises.length > 0);
  return (
    <section>
      <h2>{t("promises.title")}</h2>
      {promises.length === 0 ? (
        <p className="quiet">
          {t("promises.none")} <Link to={readPath(of.key)}>{t("promises.read")}</Link>
        </p>
      ) : (
        <p className="quiet">
          {t("promises.count", { count: promises.length })} ·{" "}
          <Link to={readPath(of.key)}>{t("promises.read")}</Link>
        </p>
      )}
      {groups.map(({ verdict, promises }) => (
        <details key={verdict ?? "none"} className={css.group} open={verdict !== "KEPT"}>
          <summary>
            {verdict ? (
              <VerdictMark verdict={verdict} />
            ) : (
              <span className="quiet">{t("promises.notJudged")}</span>
            )}{" "}
            <span className="quiet number">{promises.length}</span>
          </summary>
          <ul>
            {promises.map((promise) => (
              <li key={promise.key}>
                <span className="quiet number">{promise.section}</span>
                <Link to={`/promises/${encodeURIComponent(promise.key)}`}>
                  {promise.quote ?? promise.key}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
