import { useElementSize } from "@mantine/hooks";
import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Verdict } from "../../gql/graphql";
import { fold, type Knot } from "./folds";
import type { Sharing } from "./model";
import css from "./Sankey.module.css";
import { type Band, heightOf, layOutSankey, widthOf } from "./sankey";
import { ASIDE, putWords } from "./sankeyWords";
import { useSaySankey } from "./say";

/** As in the style sheet. */
const SIZE = 12;

/** What is as promised has no sign. */
const isBad = ({ strand }: Band) => strand.verdict !== "KEPT";

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
  const least = useMemo(() => widthOf(folded, 640), [folded]);
  const wide = Math.max(least, width);
  const laid = useMemo(() => layOutSankey(folded, wide, height), [folded, wide, height]);
  const say = useSaySankey(folded);
  const { bars, bands } = laid;
  const { words, signs } = putWords(laid, say.knot, isBad, SIZE);
  const open = (knot: Knot) => {
    if (knot.kind === "category") return () => onCategory(knot.term);
    return knot.kind === "party" ? () => onParty(knot.key) : undefined;
  };
  return (
    <div className={css.frame} style={{ "--least": `${least}px` } as CSSProperties}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard. */}
      <section className={css.scroll} tabIndex={0} aria-label={t("sankey.label")}>
        <div ref={ref} />
        <p className={css.heads} aria-hidden="true">
          <span>{t("sankey.what")}</span>
          <span>{t("sankey.who")}</span>
          <span>{t("sankey.where")}</span>
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it. */}
        <svg
          width={wide}
          height={height}
          role="group"
          aria-label={t("sankey.label")}
          onFocus={({ target }) => intoView(target)}
        >
          {bands.map((band) => {
            const { strand, path, width } = band;
            const first = strand.hops[0];
            const bad = isBad(band);
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
              </g>
            );
          })}
          {[...signs].map(([{ strand }, at]) => (
            <Sign key={strand.id} verdict={strand.verdict} at={at} />
          ))}
          {bars.map(({ knot, x, y, width, height, left }, at) => {
            const act = open(knot);
            const text = (
              <>
                {words[at] !== say.knot(knot) && <title>{say.knot(knot)}</title>}
                <rect x={x} y={y} width={width} height={height} rx="2" />
                <text
                  x={left ? x - ASIDE : x + width + ASIDE}
                  y={y + height / 2}
                  dy="0.35em"
                  textAnchor={left ? "end" : "start"}
                >
                  {words[at]}
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

/** Browsers scroll down to what has the focus in a drawing, but not always sideways. */
function intoView(element: Element) {
  if (element.matches(":focus-visible")) element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The verdict on what a band stands for, by shape. A press on it is one on the band beneath. */
function Sign({ verdict, at }: { verdict: Verdict; at: { x: number; y: number } }) {
  return (
    <g
      className={css.icon}
      data-verdict={verdict}
      transform={`translate(${at.x - 6} ${at.y - 6}) scale(0.75)`}
    >
      {verdict === "BROKEN" ? (
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
  );
}
