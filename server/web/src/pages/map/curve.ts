export interface Point {
  x: number;
  y: number;
}

/** An SVG path through the points of a spline as ELK gives them: a start, then two handles and an end for each piece. */
export function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (!start) return "";
  const say = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
  if (rest.length % 3 !== 0) return `M${say(start)}${rest.map((point) => `L${say(point)}`).join("")}`;
  let path = `M${say(start)}`;
  for (let at = 0; at < rest.length; at += 3) {
    path += `C${say(rest[at] as Point)} ${say(rest[at + 1] as Point)} ${say(rest[at + 2] as Point)}`;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The curve as many short straight pieces. */
function flatten(points: readonly Point[]): Point[] {
  const [start, ...rest] = points;
  if (!start) return [];
  if (rest.length % 3 !== 0) return [...points];
  const flat = [start];
  let from = start;
  for (let at = 0; at < rest.length; at += 3) {
    const [a, b, to] = [rest[at], rest[at + 1], rest[at + 2]] as [Point, Point, Point];
    for (let step = 1; step <= 8; step += 1) {
      const t = step / 8;
      const u = 1 - t;
      const mix = (p: number, q: number, r: number, s: number) =>
        u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
      flat.push({ x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) });
    }
    from = to;
  }
  return flat;
}

/** A curve to ask for the point at a fraction of its length. */
export function tracer(points: readonly Point[]): (fraction: number) => Point {
  const flat = flatten(points);
  const pieces = flat.slice(1).map((to, index) => {
    const from = flat[index] as Point;
    return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
  });
  const whole = pieces.reduce((sum, { length }) => sum + length, 0);
  return (fraction) => {
    let left = whole * fraction;
    for (const { from, to, length } of pieces) {
      if (left <= length && length > 0) {
        const t = left / length;
        return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
      }
      left -= length;
    }
    return flat[flat.length - 1] ?? { x: 0, y: 0 };
  };
}

/** Which way a curve arrives at its end, in degrees: 0 is to the right. */
export function heading(points: readonly Point[]): number {
  const flat = flatten(points);
  const end = flat[flat.length - 1];
  const before = flat.findLast((point) => end && Math.hypot(end.x - point.x, end.y - point.y) > 4);
  if (!end || !before) return 0;
  return (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
}
