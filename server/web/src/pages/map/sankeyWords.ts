import type { Knot } from "./folds";
import type { Band, Bar } from "./sankey";
import { fitted, widthAbout } from "./sheet";

/** From a bar to its word, and between a word and what it must not touch. */
export const ASIDE = 6;
const APART = 4;
/** How high a line is, as a share of the size of its letters. */
const LINE = 1.4;
/** The middle of a sign to its edge. */
const SIGN = 7;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Point {
  x: number;
  y: number;
}

/** A sign stands in the middle of its band, or as near to it as there is room. */
const PLACES = [0.5, 0.57, 0.43, 0.64, 0.36, 0.71, 0.29, 0.78, 0.85, 0.22, 0.92];

/** A place on a band, which is a curve that starts and ends level. */
function on({ x0, y0, x1, y1 }: Band, t: number): Point {
  const middle = (x0 + x1) / 2;
  const u = 1 - t;
  const [a, b, c, d] = [u ** 3, 3 * u ** 2 * t, 3 * u * t ** 2, t ** 3];
  return { x: a * x0 + (b + c) * middle + d * x1, y: (a + b) * y0 + (c + d) * y1 };
}

const meets = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const around = ({ x, y }: Point): Box => ({
  left: x - SIGN - APART,
  right: x + SIGN + APART,
  top: y - SIGN - 1,
  bottom: y + SIGN + 1,
});

/**
 * What stands at the bars of a Sankey and where the signs of its bands are, so that none covers another: a sign gives way,
 * and a word is cut where it cannot. `signed` says which bands have a sign.
 */
export function putWords(
  { bars, bands }: { bars: readonly Bar[]; bands: readonly Band[] },
  say: (knot: Knot) => string,
  signed: (band: Band) => boolean,
  size: number,
): { words: string[]; signs: Map<Band, Point> } {
  const boxOf = (bar: Bar, text: string): Box => {
    const long = widthAbout(text, size);
    const from = bar.left ? bar.x - ASIDE - long : bar.x + bar.width + ASIDE;
    const middle = bar.y + bar.height / 2;
    return {
      left: from,
      right: from + long,
      top: middle - (size * LINE) / 2,
      bottom: middle + (size * LINE) / 2,
    };
  };
  const blocks = bars.map(({ x, y, width, height }) => ({
    left: x - APART,
    right: x + width + APART,
    top: y,
    bottom: y + height,
  }));
  /** As much of a word as is free of what is in its line. */
  const cut = (bar: Bar, text: string, others: readonly Box[]): string => {
    const box = boxOf(bar, text);
    const inWay = others.filter((other) => meets(box, other));
    const room = bar.left
      ? box.right - Math.max(box.left, ...inWay.map(({ right }) => right))
      : Math.min(box.right, ...inWay.map(({ left }) => left)) - box.left;
    return inWay.length === 0 ? text : fitted(text, room, size);
  };
  const free = bars.map((bar) => {
    const text = say(bar.knot);
    return cut(
      bar,
      text,
      blocks.filter((_, index) => bars[index] !== bar),
    );
  });
  // Where two words meet, the one that was there first is whole.
  const [first, second] = [true, false].map((left) =>
    bars.flatMap((bar, at) => (bar.left === left ? [at] : [])),
  );
  const whole = (first ?? []).map((at) => boxOf(bars[at] as Bar, free[at] as string));
  const words = [...free];
  for (const at of second ?? []) words[at] = cut(bars[at] as Bar, free[at] as string, whole);

  const boxes = bars.map((bar, at) => boxOf(bar, words[at] as string));
  const put: Box[] = [];
  const signs = new Map<Band, Point>();
  for (const band of bands.filter(signed)) {
    const taken = (at: Point, by: readonly Box[]) => by.some((box) => meets(around(at), box));
    const places = PLACES.map((t) => on(band, t));
    // Where only the name it starts at can give way, as little of that as can be.
    const others = boxes.filter((_, at) => bars[at]?.knot.id !== band.strand.source).concat(blocks);
    const place =
      places.find((at) => !taken(at, [...boxes, ...blocks, ...put])) ??
      places.filter((at) => !taken(at, [...others, ...put])).sort((a, b) => b.x - a.x)[0] ??
      places.find((at) => !taken(at, put)) ??
      places[0];
    if (!place) continue;
    signs.set(band, place);
    put.push(around(place));
  }
  return { words: bars.map((bar, at) => cut(bar, words[at] as string, put)), signs };
}
