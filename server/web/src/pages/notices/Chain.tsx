import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { Link } from "../../parts/Link";
import { DayText, useDayWords } from "../../parts/marks";
import css from "./Chain.module.css";
import { barsOf, chainOf } from "./chain";
import type { NoticeShown } from "./NoticeBody";
import { ChainQuery } from "./operations";

/** The notices before and after this one, as periods on a line. */
export function Chain({ of }: { of: NoticeShown }) {
  const { t } = useTranslation("notices");
  const { day } = useDay();
  const say = useDayWords();
  const notices = useAsk(ChainQuery, { by: of.by?.key ?? null }).data?.notices.nodes;
  if (!notices) return null;
  const chain = chainOf(notices, of.key);
  const { bars, at } = barsOf(chain, day);
  return (
    <section>
      <h2>{t("chain.title")}</h2>
      {chain.length < 2 && <p className="quiet">{t("chain.alone")}</p>}
      <ol className={css.chain}>
        {chain.map((notice, index) => {
          const bar = bars[index];
          return (
            <li key={notice.key} aria-current={notice.key === of.key || undefined}>
              <div className={css.name}>
                {notice.key === of.key ? (
                  <strong>{notice.title}</strong>
                ) : (
                  <Link to={`/notices/${encodeURIComponent(notice.key)}`}>{notice.title}</Link>
                )}
                <span className="quiet">
                  {t("chain.from")} <DayText day={notice.effectiveOn} />
                  {notice.lastDay ? (
                    <>
                      {" "}
                      {t("chain.until")} <DayText day={notice.lastDay} />
                    </>
                  ) : (
                    ` ${t("openEnded")}`
                  )}
                </span>
              </div>
              {bar && (
                <div className={css.track} aria-hidden="true">
                  <div
                    className={css.bar}
                    data-open={bar.openEnded}
                    style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                  />
                  <div className={css.day} style={{ left: `${at}%` }} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <p className={`quiet ${css.legend}`}>{t("chain.day", { day: say.day(day) })}</p>
    </section>
  );
}
