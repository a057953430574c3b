import { type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { Folded, Knot, Strand } from "./folds";

export interface Bar {
  knot: Knot;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Whether its words stand to its left: at the right edge. */
  left: boolean;
}

export interface Band {
  strand: Strand;
  path: string;
  width: number;
  /** Where it starts and where it ends. */
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

type N = SankeyNode<Knot, Strand>;
type L = SankeyLink<Knot, Strand>;

/** How high it has to be for its words not to touch. */
export function heightOf({ knots }: Folded): number {
  const column = (kind: Knot["kind"]) => knots.filter((knot) => knot.kind === kind).length;
  return Math.max(260, 26 * Math.max(column("category"), column("party"), column("region")));
}

/** From one column to the next: room for the name of a party. */
const COLUMN = 250;

/** How wide it has to be for its columns, at least. */
export function widthOf(folded: Folded, least: number): number {
  const columns = new Set(layOutSankey(folded, COLUMN, heightOf(folded)).bars.map(({ x }) => x)).size;
  return Math.max(least, COLUMN * (columns - 1));
}

/** Where the bars and bands of a Sankey stand. */
export function layOutSankey(folded: Folded, width: number, height: number): { bars: Bar[]; bands: Band[] } {
  if (folded.strands.length === 0) return { bars: [], bands: [] };
  const lay = sankey<Knot, Strand>()
    .nodeId((knot) => knot.id)
    .nodeAlign((node, columns) => (node.kind === "region" ? columns - 1 : (node.depth ?? 0)))
    .nodeWidth(10)
    .nodePadding(14)
    .extent([
      [1, 8],
      [width - 1, height - 8],
    ]);
  const { nodes, links } = lay({
    nodes: folded.knots.map((knot) => ({ ...knot })),
    links: folded.strands.map((strand) => ({ ...strand })),
  });
  const path = sankeyLinkHorizontal<Knot, Strand>();
  const strands = new Map(folded.strands.map((strand) => [strand.id, strand]));
  return {
    bars: nodes.map((node: N) => ({
      knot: node,
      x: node.x0 ?? 0,
      y: node.y0 ?? 0,
      width: (node.x1 ?? 0) - (node.x0 ?? 0),
      height: Math.max(2, (node.y1 ?? 0) - (node.y0 ?? 0)),
      left: node.kind === "region",
    })),
    bands: links.map((link: L) => {
      const source = link.source as N;
      const target = link.target as N;
      return {
        strand: strands.get(link.id) as Strand,
        path: path(link) ?? "",
        width: Math.max(1.5, link.width ?? 0),
        x0: source.x1 ?? 0,
        y0: link.y0 ?? 0,
        x1: target.x0 ?? 0,
        y1: link.y1 ?? 0,
      };
    }),
  };
}
