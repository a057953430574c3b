import type { ElkNode } from "elkjs/lib/elk-api";

/** From so many lines on there is no way for each that could be followed, and looking for it would take long. */
export const DENSE = 500;
/** Between columns: room for lines. */
export const GAP = 130;
/** Between boxes of a column. */
const SPACE = 12;
/** A column that is higher than this goes on beside itself. */
const HIGHEST = 1400;
/** How often boxes move to the middle of those they share with. */
const SWEEPS = 6;

/**
 * Where boxes stand when there are too many lines to find a way for each: in a column a tier, each near those it shares with.
 * Lines are left to who draws them. As ELK answers.
 */
export function stand(graph: ElkNode): ElkNode {
  const boxes = graph.children ?? [];
  const near = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  const boxOf = new Map(
    boxes.flatMap(({ id, ports }) => (ports ?? []).map((port) => [port.id, id] as const)),
  );
  for (const { sources, targets } of graph.edges ?? []) {
    const [from, to] = [boxOf.get(sources[0] ?? ""), boxOf.get(targets[0] ?? "")];
    if (from === undefined || to === undefined) continue;
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const tiers = new Map<number, ElkNode[]>();
  for (const box of boxes) {
    const tier = Number(box.layoutOptions?.["elk.partitioning.partition"] ?? 0);
    tiers.set(tier, [...(tiers.get(tier) ?? []), box]);
  }
  const columns = [...tiers].sort(([a], [b]) => a - b).flatMap(([, column]) => pieces(column));
  const at = new Map<string, number>();
  const place = () => {
    for (const column of columns) {
      let y = -heightOf(column) / 2;
      for (const { id, height = 0 } of column) {
        at.set(id, y + height / 2);
        y += height + SPACE;
      }
    }
  };
  place();
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of columns) {
      const pull = new Map(
        column.map(({ id }) => {
          const others = near.get(id) ?? [];
          const sum = others.reduce((sum, other) => sum + (at.get(other) ?? 0), 0);
          return [id, others.length > 0 ? sum / others.length : (at.get(id) ?? 0)];
        }),
      );
      column.sort((a, b) => (pull.get(a.id) ?? 0) - (pull.get(b.id) ?? 0));
      place();
    }
  }
  const top = Math.max(0, ...columns.map(heightOf)) / 2;
  let x = 0;
  const children = columns.flatMap((column) => {
    const left = x;
    x += Math.max(...column.map(({ width = 0 }) => width)) + GAP;
    return column.map((box) => ({
      ...box,
      x: left,
      y: top + (at.get(box.id) ?? 0) - (box.height ?? 0) / 2,
    }));
  });
  return { ...graph, children, edges: [], width: Math.max(0, x - GAP), height: 2 * top };
}

function heightOf(column: readonly ElkNode[]): number {
  return column.reduce((sum, { height = 0 }) => sum + height + SPACE, -SPACE);
}

/** A column in as many as it needs not to be too high. */
function pieces(column: readonly ElkNode[]): ElkNode[][] {
  const found: ElkNode[][] = [[]];
  const most = heightOf(column) / Math.ceil(heightOf(column) / HIGHEST);
  for (const box of column) {
    const last = found.at(-1) as ElkNode[];
    if (last.length > 0 && heightOf([...last, box]) > most) found.push([box]);
    else last.push(box);
  }
  return found;
}
