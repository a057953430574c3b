import { useTranslation } from "react-i18next";
import { useTermName } from "../../data/terms";
import type { OnePromiseQuery, TaxonomyKind } from "../../gql/graphql";
import { whoPath } from "../../parts/addresses";
import { Facts } from "../../parts/Facts";
import { Link } from "../../parts/Link";
import { VerdictIcon, VerdictMark } from "../../parts/marks";
import { Breaches } from "./Breaches";
import { draftOf, type LimitName } from "./draft";
import { limitVerdicts } from "./limitVerdicts";
import css from "./PromiseBody.module.css";
import { limitSentences, shareSentences } from "./sentences";
import { useSay } from "./useSay";

export type PromiseShown = NonNullable<OnePromiseQuery["promise"]>;

/** What a promise means, whether it is kept, and what speaks against it. */
export function PromiseBody({ of, lead = true }: { of: PromiseShown; lead?: boolean }) {
  const { t } = useTranslation("promises");
  return (
    <div className={css.body}>
      <Judged of={of} />
      {lead && (
        <blockquote className={css.quote}>
          {of.quote ? <p>{of.quote}</p> : <p className="quiet">{t("noQuote", { key: of.key })}</p>}
          <footer className="quiet">
            {of.section ? t("section", { section: of.section }) : t("noSection")}
            {of.notice && (
              <>
                {" · "}
                <Link to={`/notices/${of.notice.key}`}>{of.notice.title}</Link>
              </>
            )}
          </footer>
        </blockquote>
      )}
      <Meaning of={of} />
      <Breaches of={of} />
    </div>
  );
}

export function Judged({ of }: { of: PromiseShown }) {
  const { t } = useTranslation("promises");
  return (
    <p className={css.verdict} data-verdict={of.verdict ?? "none"}>
      {of.verdict ? (
        <VerdictMark verdict={of.verdict} text={t(`verdictSays.${of.verdict}`)} />
      ) : (
        t("verdictSays.none")
      )}
    </p>
  );
}

/** Its limits or what it tells, a sentence each, and what data it is about. */
export function Meaning({ of }: { of: PromiseShown }) {
  const { t } = useTranslation("promises");
  const { limits, shares } = draftOf(of);
  const say = useSay(
    [limits.onlyRecipients, limits.neverRecipients, shares.recipients].flatMap((some) => some?.parties ?? []),
  );
  const sentences = limitSentences(limits, say);
  const fares = limitVerdicts(Object.keys(limits) as LimitName[], of.findings.nodes, {
    judged: of.verdict !== null,
    complete: of.findings.totalCount <= of.findings.nodes.length,
  });
  return (
    <section>
      <h2>{of.kind === "COMMITMENT" ? t("means") : t("told")}</h2>
      <ul className={css.sentences}>
        {of.kind === "DISCLOSURE" && shareSentences(shares, say).map((text) => <li key={text}>{text}</li>)}
        {sentences.map(({ limit, text }) => (
          <LimitLine key={limit} text={text} verdict={fares.get(limit)} />
        ))}
        {of.kind === "COMMITMENT" && sentences.length === 0 && <li>{t("noLimits")}</li>}
      </ul>
      <ScopeFacts of={of} />
    </section>
  );
}

function LimitLine({ text, verdict }: { text: string; verdict: PromiseShown["verdict"] | undefined }) {
  const { t } = useTranslation();
  return (
    <li data-verdict={verdict ?? undefined}>
      {verdict && <VerdictIcon verdict={verdict} />}
      <span>
        {text}
        {verdict && <span className="visually-hidden"> ({t(`verdict.${verdict}`)})</span>}
      </span>
    </li>
  );
}

function ScopeFacts({ of }: { of: PromiseShown }) {
  const { t } = useTranslation("promises");
  const name = useTermName();
  const audience = of.notice?.audience;
  const words = (taxonomy: TaxonomyKind, keys: readonly string[]) =>
    keys.map((key) => name(taxonomy, key)).join(", ");
  const orAudience = (
    taxonomy: TaxonomyKind,
    own: readonly string[],
    from: readonly string[],
    all: string,
  ) => {
    if (own.length > 0) return words(taxonomy, own);
    return (
      <>
        {from.length > 0 ? words(taxonomy, from) : all} <span className="quiet">({t("scope.audience")})</span>
      </>
    );
  };
  const { categories, subjects, regions } = of.scope;
  return (
    <Facts
      of={[
        [
          t("scope.data"),
          categories.length === 0
            ? t("scope.allData")
            : categories.map((key, index) => (
                <span key={key}>
                  {index > 0 && ", "}
                  <Link to={whoPath(key)} title={`${t("who")}: ${key}`}>
                    {name("CATEGORY", key)}
                  </Link>
                </span>
              )),
        ],
        [t("scope.people"), orAudience("SUBJECT", subjects, audience?.subjects ?? [], t("scope.everyone"))],
        [t("scope.living"), orAudience("REGION", regions, audience?.regions ?? [], t("scope.everywhere"))],
      ]}
    />
  );
}
