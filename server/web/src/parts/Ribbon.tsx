import { useTranslation } from "react-i18next";
import { useTermName } from "../data/terms";
import { graphql } from "../gql";
import type { HopPartsFragment, Verdict } from "../gql/graphql";
import { Link } from "./Link";
import { useDurationWords, VerdictMark } from "./marks";
import css from "./Ribbon.module.css";

graphql(`
  fragment HopParts on Flow {
    id
    key
    title
    source { key name }
    recipient { key name }
    categories
    purposes
    regions
    retention
    coverage(asOf: $asOf) {
      state
      contracts { key title }
    }
  }
`);

/** A flow of a path, with what the ribbon shows of it: ask for `...HopParts`, with a variable `$asOf: Date`. */
export type Hop = HopPartsFragment;

export interface RibbonProps {
  hops: readonly Hop[];
  /** The flow that breaks something, and how. */
  broken?: { flow: string; verdict: Verdict } | undefined;
  /** The categories that travel, when fewer than each flow declares. */
  categories?: readonly string[] | undefined;
  /** The flow that is pointed at elsewhere, on the map for instance. */
  lit?: string | undefined;
  onPoint?: ((flow: string | undefined) => void) | undefined;
}

/** A sharing path as a sentence that one can point at: Web shop —[e-mail · newsletter · DPA ✓]→ Nimbus Mail. */
export function Ribbon({ hops, broken, categories, lit, onPoint }: RibbonProps) {
  const { t } = useTranslation();
  const name = useTermName();
  const duration = useDurationWords();
  const first = hops[0];
  if (!first) return null;
  const some = (taxonomy: "CATEGORY" | "PURPOSE" | "REGION", keys: readonly string[]) => {
    const shown = keys.slice(0, 2).map((key) => name(taxonomy, key));
    const more = keys.length - shown.length;
    return shown.join(", ") + (more > 0 ? ` ${t("ribbon.more", { count: more })}` : "");
  };
  return (
    <div className={css.frame}>
      <ol className={css.ribbon} aria-label={t("ribbon.label")}>
        <li className={css.party}>
          <Link to={`/parties/${first.source.key}`}>{first.source.name}</Link>
        </li>
        {hops.map((hop) => {
          const mark = broken?.flow === hop.key ? broken.verdict : undefined;
          const data = categories && categories.length > 0 ? categories : hop.categories;
          const contract = hop.coverage.contracts[0];
          const how = [
            hop.purposes.length > 0 && some("PURPOSE", hop.purposes),
            hop.regions.length > 0 && some("REGION", hop.regions),
            hop.retention && t("ribbon.kept", { duration: duration(hop.retention) }),
          ].filter(Boolean);
          return (
            <li key={hop.key} className={css.step}>
              <div
                className={css.hop}
                data-state={hop.coverage.state}
                data-mark={mark}
                data-lit={lit === hop.key}
                onPointerEnter={() => onPoint?.(hop.key)}
                onPointerLeave={() => onPoint?.(undefined)}
              >
                <Link
                  to={`/flows/${hop.key}`}
                  onFocus={() => onPoint?.(hop.key)}
                  onBlur={() => onPoint?.(undefined)}
                >
                  <span className={css.what}>
                    {data.length > 0 ? some("CATEGORY", data) : t("ribbon.allData")}
                  </span>
                  <span className={css.line} aria-hidden="true" />
                  <span className={css.how}>{how.join(" · ")}</span>
                </Link>
                <span className={css.how}>
                  {contract ? <Link to={`/contracts/${contract.key}`}>{contract.title}</Link> : null}
                  {contract ? " · " : null}
                  {t(`coverage.${hop.coverage.state}`)}
                </span>
                {mark && mark !== "KEPT" && (
                  <span className={css.here}>
                    <VerdictMark
                      verdict={mark}
                      text={mark === "BROKEN" ? t("ribbon.broken") : t("ribbon.unproven")}
                    />
                  </span>
                )}
              </div>
              <div className={css.party}>
                <Link to={`/parties/${hop.recipient.key}`}>{hop.recipient.name}</Link>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
