import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fold, type Knot } from "./folds";
import type { Sharing } from "./model";
import css from "./Sankey.module.css";
import { heightOf, layOutSankey } from "./sankey";
import { useSaySankey } from "./say";

/** Where data goes: what it is, who gets it from us, who gets it from them, where it is kept. */
export function Sankey({
  sharing,
  flow,
  party,
  onCategory,
  onParty,
  onFlow,
}: {
  sharing: Sharing;
  flow: string | undefined;
  party: string | undefined;
  onCategory: (term: string) => void;
  onParty: (key: string) => void;
  onFlow: (key: string) => void;
}) {
  const { t } = useTranslation("map");
  const { ref, width } = useElementSize<HTMLDivElement>();
  const folded = useMemo(() => fold(sharing), [sharing]);
  const height = heightOf(folded);
  const { bars, bands } = useMemo(
    () => layOutSankey(folded, Math.max(640, width), height),
    [folded, width, height],
  );
  const say = useSaySankey(folded);
  const open = (knot: Knot) => {
    if (knot.kind === "category") return () => onCategory(knot.term);
    return knot.kind === "party" ? () => onParty(knot.key) : undefined;
  };
  return (
    <div className={css.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard. */}
      <section className={css.scroll} tabIndex={0} aria-label={t("sankey.label")}>
        <div ref={ref} />
        <p className={css.heads} aria-hidden="true">
          <span>{t("sankey.what")}</span>
          <span>{t("sankey.who")}</span>
          <span>{t("sankey.where")}</span>
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it. */}
        <svg width={Math.max(640, width)} height={height} role="group" aria-label={t("sankey.label")}>
          {bands.map(({ strand, path, width, x, y }) => {
            const first = strand.hops[0];
            const bad = strand.verdict !== "KEPT";
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: a button when it has the role of one.
              <g
                key={strand.id}
                className={css.band}
                data-verdict={strand.verdict}
                data-here={strand.hops.some(({ key }) => key === flow)}
                {...(bad ? { role: "button", tabIndex: 0, "aria-label": say.strand(strand) } : {})}
                onClick={() => first && onFlow(first.key)}
                onKeyDown={(event) => {
                  if (!first || (event.key !== "Enter" && event.key !== " ")) return;
                  event.preventDefault();
                  event.stopPropagation();
                  onFlow(first.key);
                }}
              >
                <title>{say.strand(strand)}</title>
                <path d={path} strokeWidth={width} />
                {bad && (
                  <g className={css.icon} transform={`translate(${x - 6} ${y - 6}) scale(0.75)`}>
                    {strand.verdict === "BROKEN" ? (
                      <>
                        <circle cx="8" cy="8" r="8" className={css.disc} />
                        <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" className={css.sign} />
                      </>
                    ) : (
                      <>
                        <circle cx="8" cy="8" r="8" className={css.under} />
                        <circle cx="8" cy="8" r="6.5" className={css.ring} />
                      </>
                    )}
                  </g>
                )}
              </g>
            );
          })}
          {bars.map(({ knot, x, y, width, height, left }) => {
            const act = open(knot);
            const text = (
              <>
                <rect x={x} y={y} width={width} height={height} rx="2" />
                <text
                  x={left ? x - 6 : x + width + 6}
                  y={y + height / 2}
                  dy="0.35em"
                  textAnchor={left ? "end" : "start"}
                >
                  {say.knot(knot)}
                </text>
              </>
            );
            const here = knot.kind === "party" && knot.key === party;
            return act ? (
              // biome-ignore lint/a11y/useSemanticElements: there are no buttons in drawings.
              <g
                key={knot.id}
                className={css.bar}
                data-kind={knot.kind}
                data-here={here}
                role="button"
                tabIndex={0}
                aria-label={say.knot(knot)}
                onClick={act}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  event.stopPropagation();
                  act();
                }}
              >
                {text}
              </g>
            ) : (
              <g key={knot.id} className={css.bar} data-kind={knot.kind}>
                {text}
              </g>
            );
          })}
        </svg>
      </section>
      <p className={css.note}>{say.notes.join(" ")}</p>
    </div>
  );
}
