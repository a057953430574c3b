import { useTranslation } from "react-i18next";
import css from "./ChainMark.module.css";
import { brokenAt, type Link, links, type Sealed } from "./chain";

/** How a change hangs on the one before it: two links that hold, or that are apart. */
export function ChainMark({ link }: { link: Link }) {
  const { t } = useTranslation("changes");
  return (
    <span className={css.mark} data-link={link}>
      <svg viewBox="0 0 22 10" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8">
        {link === "FIRST" ? (
          <rect x="6" y="1.5" width="10" height="7" rx="3.5" />
        ) : link === "LINKED" ? (
          <>
            <rect x="1.5" y="1.5" width="11" height="7" rx="3.5" />
            <rect x="9.5" y="1.5" width="11" height="7" rx="3.5" />
          </>
        ) : (
          <>
            <rect x="1" y="1.5" width="7.5" height="7" rx="3.5" strokeDasharray={dashes(link)} />
            <rect x="13.5" y="1.5" width="7.5" height="7" rx="3.5" strokeDasharray={dashes(link)} />
            {link === "BROKEN" && <path d="M9.2 1l3.6 8M12.8 1l-3.6 8" />}
          </>
        )}
      </svg>
      {t(`chain.${link}`)}
    </span>
  );
}

const dashes = (link: Link) => (link === "AWAITED" ? "2 2" : undefined);

/** Whether the changes that are shown hang together. */
export function ChainState({ changes, filtered }: { changes: readonly Sealed[]; filtered: boolean }) {
  const { t } = useTranslation("changes");
  if (filtered) return <p className="quiet">{t("chain.filtered")}</p>;
  if (changes.length === 0) return null;
  const broken = brokenAt(changes);
  if (broken !== undefined)
    return (
      <p className={css.state} data-link="BROKEN" role="alert">
        {t("chain.broken", { seq: broken })}
      </p>
    );
  const seen = [...links(changes).values()].filter((link) => link !== "AWAITED").length;
  return (
    <p className={css.state} data-link="LINKED">
      <strong>{t("chain.holds", { count: seen })}</strong> <span className="quiet">{t("chain.hint")}</span>
    </p>
  );
}
