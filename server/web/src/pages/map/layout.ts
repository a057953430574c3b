import type { ElkNode, ElkPoint } from "elkjs/lib/elk-api";
import { heading, type Point, pathOf, tracer } from "./curve";
import type { Group } from "./groups";
import { MARKS } from "./look";
import type { Link, Place } from "./model";
import { closing } from "./order";
import { GAP } from "./stand";

export const ROW = { width: 190, height: 30, gap: 4 };
const PAD = 8;
const TITLE = 26;

export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  group: Group;
}

export interface Row {
  place: Place;
  x: number;
  y: number;
  width: number;
  height: number;
  box: string;
}

export interface Line {
  link: Link;
  points: Point[];
  path: string;
  /** Whether it leads back to who stands further left, and so closes a cycle. */
  back: boolean;
  /** Where things stand on it: what is said of it, the mark of its contract, the sign of its verdict, the sign of a cycle. */
  middle: Point;
  mark: Point;
  sign: Point;
  turn: Point;
  angle: number;
}

/** The picture: boxes, the parties in them and the lines between those, all with their places. */
export interface Drawing {
  width: number;
  height: number;
  boxes: Box[];
  rows: Row[];
  lines: Line[];
}

interface Inner {
  gutter: number;
  width: number;
  height: number;
  /** Where each member stands in the box. */
  tops: Map<string, number>;
}

/** A box alone with its party needs no frame. */
export const framed = (group: Group) => group.members.length > 1 || group.title !== null;

function innerOf(group: Group, arcs: readonly number[]): Inner {
  const frame = framed(group);
  const gutter = arcs.length > 0 ? 14 + 5 * Math.min(8, Math.max(...arcs)) : 0;
  let top = frame ? PAD + (group.title ? TITLE : 0) : 0;
  const tops = new Map<string, number>();
  for (const { key } of group.members) {
    tops.set(key, top);
    top += ROW.height + ROW.gap;
  }
  return {
    gutter,
    width: ROW.width + (frame ? 2 * PAD : 0) + gutter,
    height: top - ROW.gap + (frame ? PAD : 0),
    tops,
  };
}

export interface Plan {
  groups: readonly Group[];
  inner: Map<string, Inner>;
  boxOf: Map<string, Group>;
  outer: Link[];
  within: Link[];
  /** Outer links that are laid out against their direction, so that tiers go from left to right. */
  turned: Set<string>;
  back: Set<string>;
  graph: ElkNode;
}

/** What ELK is asked: boxes with a place for lines at each side of each party, and lines that all lead to the right. */
export function planOf(groups: readonly Group[], links: readonly Link[]): Plan {
  const boxOf = new Map(groups.flatMap((group) => group.members.map(({ key }) => [key, group] as const)));
  const order = new Map(groups.map((group, index) => [group.id, index]));
  const known = links.filter(({ source, recipient }) => boxOf.has(source) && boxOf.has(recipient));
  const within = known.filter(({ source, recipient }) => boxOf.get(source) === boxOf.get(recipient));
  const outer = known.filter(({ source, recipient }) => boxOf.get(source) !== boxOf.get(recipient));
  const at = (key: string) => order.get(boxOf.get(key)?.id ?? "") ?? 0;
  const turned = new Set(
    outer.filter(({ source, recipient }) => at(source) > at(recipient)).map(({ id }) => id),
  );
  const inner = new Map(
    groups.map((group) => {
      const index = new Map(group.members.map(({ key }, index) => [key, index]));
      const arcs = within
        .filter(({ source }) => index.has(source))
        .map(({ source, recipient }) =>
          Math.abs((index.get(source) as number) - (index.get(recipient) as number)),
        );
      return [group.id, innerOf(group, arcs)];
    }),
  );
  const children = groups.map((group): ElkNode => {
    const { width, height, tops } = inner.get(group.id) as Inner;
    const port = (key: string, side: "WEST" | "EAST") => ({
      id: `${key}|${side}`,
      x: side === "WEST" ? 0 : width,
      y: (tops.get(key) as number) + ROW.height / 2,
      width: 0,
      height: 0,
      layoutOptions: { "elk.port.side": side },
    });
    return {
      id: group.id,
      width,
      height,
      layoutOptions: {
        "elk.partitioning.partition": String(group.tier),
        "elk.portConstraints": "FIXED_POS",
      },
      ports: group.members.flatMap(({ key }) => [port(key, "WEST"), port(key, "EAST")]),
    };
  });
  const edges = outer.map(({ id, source, recipient }) => {
    const [from, to] = turned.has(id) ? [recipient, source] : [source, recipient];
    return { id, sources: [`${from}|EAST`], targets: [`${to}|WEST`] };
  });
  const graph: ElkNode = {
    id: "map",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "SPLINES",
      "elk.partitioning.activate": "true",
      "elk.layered.spacing.nodeNodeBetweenLayers": "110",
      "elk.layered.spacing.edgeNodeBetweenLayers": "24",
      "elk.spacing.nodeNode": "10",
      "elk.spacing.edgeNode": "8",
      "elk.spacing.edgeEdge": "6",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.layered.thoroughness": "12",
    },
    children,
    edges,
  };
  const places = groups.flatMap(({ members }) => members);
  return { groups, inner, boxOf, outer, within, turned, back: closing(places, known), graph };
}

/** The picture, from where ELK put the boxes. */
export function drawingOf(plan: Plan, laid: ElkNode): Drawing {
  const boxes: Box[] = [];
  const rows = new Map<string, Row>();
  for (const node of laid.children ?? []) {
    const group = plan.groups.find(({ id }) => id === node.id);
    const inner = plan.inner.get(node.id);
    if (!group || !inner) continue;
    const box = {
      id: group.id,
      x: node.x ?? 0,
      y: node.y ?? 0,
      width: inner.width,
      height: inner.height,
      group,
    };
    boxes.push(box);
    for (const place of group.members) {
      rows.set(place.key, {
        place,
        x: box.x + inner.gutter + (framed(group) ? PAD : 0),
        y: box.y + (inner.tops.get(place.key) ?? 0),
        width: ROW.width,
        height: ROW.height,
        box: box.id,
      });
    }
  }
  const line = (link: Link, points: Point[]): Line => {
    const at = tracer(points);
    const middle = at(0.5);
    const marked = MARKS[link.state] !== undefined;
    return {
      link,
      points,
      path: pathOf(points),
      back: plan.back.has(link.id),
      middle,
      mark: marked ? at(0.4) : middle,
      sign: marked ? at(0.58) : middle,
      turn: at(0.12),
      angle: heading(points),
    };
  };
  const routes = new Map((laid.edges ?? []).map((edge) => [edge.id, edge.sections?.[0]]));
  const outer = plan.outer.flatMap((link) => {
    const section = routes.get(link.id);
    const ends = [rows.get(link.source), rows.get(link.recipient)] as const;
    const [from, to] = plan.turned.has(link.id) ? ([ends[1], ends[0]] as const) : ends;
    if (!from || !to) return [];
    if (!section) return [line(link, direct(ends[0] as Row, ends[1] as Row))];
    const spline = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    const points = reaching(spline, from.x + from.width, to.x);
    return [line(link, plan.turned.has(link.id) ? points.reverse() : points)];
  });
  const inner = plan.within.flatMap((link) => {
    const [from, to] = [rows.get(link.source), rows.get(link.recipient)];
    return from && to ? [line(link, arc(from, to))] : [];
  });
  return {
    width: laid.width ?? 0,
    height: laid.height ?? 0,
    boxes,
    rows: [...rows.values()],
    lines: [...outer, ...inner],
  };
}

/** ELK's lines end at boxes; ours at the parties in them. */
function reaching(spline: ElkPoint[], fromX: number, toX: number): Point[] {
  const start = spline[0] as Point;
  const end = spline[spline.length - 1] as Point;
  const straight = (from: Point, to: Point) => [from, to, to];
  return [
    { x: fromX, y: start.y },
    ...straight({ x: fromX, y: start.y }, start),
    ...spline.slice(1),
    ...straight(end, { x: toX, y: end.y }),
  ];
}

/** A line that nobody laid out: from the side of one party that faces the other; between two in a column, at their left. */
function direct(from: Row, to: Row): Point[] {
  const [a, b] = [from.y + from.height / 2, to.y + to.height / 2];
  const across = (x: number, toX: number) => {
    const bend = (toX - x) / 2;
    return [
      { x, y: a },
      { x: x + bend, y: a },
      { x: toX - bend, y: b },
      { x: toX, y: b },
    ];
  };
  if (from.x + from.width < to.x) return across(from.x + from.width, to.x);
  if (to.x + to.width < from.x) return across(from.x, to.x + to.width);
  const depth = Math.min(GAP - 10, 14 + Math.abs(b - a) / 8);
  return [
    { x: from.x, y: a },
    { x: from.x - depth, y: a },
    { x: to.x - depth, y: b },
    { x: to.x, y: b },
  ];
}

/** A line between two parties of one box, at their left. */
function arc(from: Row, to: Row): Point[] {
  const [a, b] = [from.y + from.height / 2, to.y + to.height / 2];
  const steps = Math.abs(b - a) / (ROW.height + ROW.gap);
  const depth = 8 + 6.5 * Math.min(8, steps);
  // What goes down leaves a little lower and arrives a little higher than what goes up, so that both are seen.
  const shift = b > a ? 4 : -4;
  return [
    { x: from.x, y: a + shift },
    { x: from.x - depth, y: a + shift },
    { x: to.x - depth, y: b - shift },
    { x: to.x, y: b - shift },
  ];
}
