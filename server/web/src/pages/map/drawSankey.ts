import type { Folded, Knot, Strand } from "./folds";
import { heightOf, layOutSankey, widthOf } from "./sankey";
import { ASIDE, putWords } from "./sankeyWords";
import { escaped, n, type Palette, sheet, sign, text } from "./sheet";

export interface SankeyCaptions {
  title: string;
  /** What its signs mean and what is not in it, a paragraph each. */
  legend: string[];
  /** What stands above its columns: what, who, where. */
  heads: readonly [string, string, string];
  knot: (knot: Knot) => string;
  strand: (strand: Strand) => string;
}

/** Above the bars, for what their columns are. */
const HEADS = 26;
const SIZE = 12;

/** The Sankey as an SVG file that stands alone: as wide as its columns need, whatever the window. */
export function drawSankey(folded: Folded, palette: Palette, captions: SankeyCaptions) {
  const height = heightOf(folded);
  const width = widthOf(folded, 720);
  const laid = layOutSankey(folded, width, height);
  const { bars, bands } = laid;
  const { words, signs } = putWords(laid, captions.knot, () => true, SIZE);
  const drawnBands = bands.map(
    ({ strand, path, width }) =>
      `<g><title>${escaped(captions.strand(strand))}</title><path d="${path}" fill="none" stroke="${palette.verdicts[strand.verdict]}" stroke-width="${n(width)}" stroke-opacity="0.25"/></g>`,
  );
  const drawnSigns = [...signs].map(([{ strand }, { x, y }]) => sign(strand.verdict, x, y, palette));
  const halo = ` paint-order="stroke" stroke="${palette.surface}" stroke-width="4" stroke-linejoin="round"`;
  const drawnBars = bars.map(({ knot, x, y, width, height, left }, at) => {
    const fill = knot.kind === "category" ? palette.accent : palette.text2;
    const anchor = left ? ' text-anchor="end"' : "";
    return [
      `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="2" fill="${fill}"/>`,
      text(
        left ? x - ASIDE : x + width + ASIDE,
        y + height / 2 + SIZE * 0.35,
        words[at] as string,
        SIZE,
        palette.text,
        anchor + halo,
      ),
    ].join("");
  });
  const places = [
    { x: 0, anchor: "" },
    { x: width / 2, anchor: ' text-anchor="middle"' },
    { x: width, anchor: ' text-anchor="end"' },
  ];
  const heads = places.map(({ x, anchor }, index) =>
    text(x, SIZE, captions.heads[index] as string, SIZE, palette.text2, `${anchor} font-weight="560"`),
  );
  const drawn = [
    ...heads,
    `<g transform="translate(0 ${HEADS})">`,
    ...drawnBands,
    ...drawnBars,
    ...drawnSigns,
    "</g>",
  ];
  return sheet(drawn, { ...captions, width, height: height + HEADS, palette });
}
