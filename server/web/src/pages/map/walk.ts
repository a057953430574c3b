import type { Drawing, Row } from "./layout";

export type Way = "left" | "right" | "up" | "down";

const centre = (row: Row) => ({ x: row.x + row.width / 2, y: row.y + row.height / 2 });

/**
 * Where an arrow key leads: right and left along a line to the nearest party in that direction, else to whatever stands
 * there; up and down to the nearest party of the column.
 */
export function walk(drawing: Drawing, from: string | undefined, way: Way): string | undefined {
  const rows = new Map(drawing.rows.map((row) => [row.place.key, row]));
  const here = from === undefined ? undefined : rows.get(from);
  if (!here) return start(drawing);
  const at = centre(here);
  const nearest = (candidates: Row[], cost: (dx: number, dy: number) => number) => {
    const priced = candidates.map((row) => {
      const to = centre(row);
      return { key: row.place.key, cost: cost(Math.abs(to.x - at.x), Math.abs(to.y - at.y)) };
    });
    return priced.sort((a, b) => a.cost - b.cost)[0]?.key;
  };
  if (way === "up" || way === "down") {
    const beyond = drawing.rows.filter((row) => {
      const dy = centre(row).y - at.y;
      return (way === "down" ? dy > 1 : dy < -1) && Math.abs(centre(row).x - at.x) < here.width;
    });
    return nearest(beyond, (dx, dy) => dy + dx) ?? here.place.key;
  }
  const towards = (row: Row) =>
    way === "right" ? centre(row).x > at.x + here.width / 2 : centre(row).x < at.x - here.width / 2;
  const linked = drawing.lines.flatMap(({ link }) => {
    const other = link.source === from ? link.recipient : link.recipient === from ? link.source : undefined;
    const row = other === undefined ? undefined : rows.get(other);
    return row && towards(row) ? [row] : [];
  });
  return (
    nearest(linked, (dx, dy) => dy + dx / 4) ??
    nearest(drawing.rows.filter(towards), (dx, dy) => dx + dy) ??
    here.place.key
  );
}

/** Where to begin: at the top of the left. */
export function start({ rows }: Drawing): string | undefined {
  return [...rows].sort((a, b) => a.x - b.x || a.y - b.y)[0]?.place.key;
}

/** The next line that is broken or unproven, from left to right: to step through them. */
export function nextTrouble({ lines }: Drawing, after: string | undefined): string | undefined {
  const troubled = lines
    .filter(({ link }) => link.verdict !== "KEPT")
    .sort(
      (a, b) =>
        Number(a.link.verdict !== "BROKEN") - Number(b.link.verdict !== "BROKEN") ||
        a.middle.x - b.middle.x ||
        a.middle.y - b.middle.y,
    );
  const at = troubled.findIndex(({ link }) => link.hops.some(({ key }) => key === after));
  return troubled[(at + 1) % troubled.length]?.link.hops[0]?.key;
}
