import type { Verdict } from "../../gql/graphql";
import { along, pathOf } from "./curve";
import { type Drawing, framed, type Line } from "./layout";
import { DASHES, MARKS, THICKNESS } from "./look";

/** The colours of a file: those of the theme, as the browser works them out. */
export interface Palette {
  surface: string;
  surface2: string;
  line: string;
  lineStrong: string;
  text: string;
  text2: string;
  accent: string;
  verdicts: Record<Verdict, string>;
}

export interface Captions {
  title: string;
  /** A line each: what the lines mean. */
  legend: string[];
  box: (box: Drawing["boxes"][number]) => string;
  line: (line: Line) => string;
}

const HEAD = 56;
const FOOT = 18;
const EDGE = 20;
const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** About as much of a text as a width has room for: files are drawn where nothing can be measured. */
export function fitted(text: string, width: number, size: number): string {
  const room = Math.floor(width / (size * 0.54));
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}

const n = (value: number) => String(Math.round(value * 10) / 10);

/** The picture as an SVG file that stands alone: its text is text, and it needs no style sheet. */
export function drawSvg(drawing: Drawing, palette: Palette, captions: Captions) {
  const width = Math.ceil(Math.max(drawing.width, 560) + 2 * EDGE);
  const foot = EDGE + FOOT * captions.legend.length;
  const height = Math.ceil(drawing.height + HEAD + foot + EDGE);
  const text = (x: number, y: number, said: string, size: number, fill: string, more = "") =>
    `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}"${more}>${escaped(said)}</text>`;
  const boxes = drawing.boxes
    .filter(({ group }) => framed(group))
    .map((box) => {
      const title = captions.box(box);
      return [
        `<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}" rx="10" fill="${palette.surface2}" stroke="${palette.line}"/>`,
        title && text(box.x + 10, box.y + 18, fitted(title, box.width - 20, 12), 12, palette.text2),
      ].join("");
    });
  const rows = drawing.rows.map(({ place, x, y, width, height }) => {
    const dash = place.certainty === "POSSIBLE" ? ' stroke-dasharray="4 3"' : "";
    const stroke = place.own ? palette.accent : palette.lineStrong;
    return [
      `<rect x="${n(x)}" y="${n(y)}" width="${width}" height="${height}" rx="6" fill="${palette.surface}" stroke="${stroke}"${dash}/>`,
      text(
        x + 9,
        y + height / 2 + 4.5,
        fitted(place.name, width - 18 - (place.country ? 22 : 0), 13),
        13,
        palette.text,
        ' font-weight="560"',
      ),
      place.country
        ? text(x + width - 8, y + height / 2 + 4, place.country, 11, palette.text2, ' text-anchor="end"')
        : "",
    ].join("");
  });
  const lines = drawing.lines.map((line) => drawLine(line, palette, captions.line(line)));
  const legend = captions.legend.map((said, index) =>
    text(EDGE, HEAD + drawing.height + EDGE + FOOT * (index + 1), said, 12, palette.text2),
  );
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}" role="img" aria-label="${escaped(captions.title)}">`,
    `<title>${escaped(captions.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.surface}"/>`,
    text(EDGE, 32, captions.title, 16, palette.text, ' font-weight="620"'),
    `<g transform="translate(${EDGE} ${HEAD})">`,
    ...boxes,
    ...lines,
    ...rows,
    "</g>",
    ...legend,
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

function drawLine({ link, points, back, angle }: Line, palette: Palette, says: string): string {
  const hue = link.certainty === null ? palette.lineStrong : palette.verdicts[link.verdict];
  const end = points[points.length - 1];
  const dash = DASHES[link.state];
  const mark = MARKS[link.state];
  const at = along(points, mark ? 0.4 : 0.5);
  const icon = mark ? along(points, 0.58) : at;
  const under = (x: number, y: number) =>
    `<circle cx="${n(x)}" cy="${n(y)}" r="8" fill="${palette.surface}"/>`;
  const turn = along(points, 0.12);
  const hollow = link.certainty !== "CERTAIN";
  return [
    `<g><title>${escaped(says)}</title>`,
    `<path d="${pathOf(points)}" fill="none" stroke="${hue}" stroke-width="${link.certainty === null ? 1 : THICKNESS[link.verdict]}"${dash ? ` stroke-dasharray="${dash}"` : ""}${link.state === "ENDED" ? ' stroke-linecap="round"' : ""}/>`,
    end &&
      `<path d="M0 0L-8 -4.2L-8 4.2Z" fill="${hollow ? palette.surface : hue}"${hollow ? ` stroke="${hue}"` : ""} transform="translate(${n(end.x)} ${n(end.y)}) rotate(${n(angle)})"/>`,
    mark &&
      `${under(at.x, at.y)}<text x="${n(at.x)}" y="${n(at.y + 4)}" font-size="12" font-weight="700" text-anchor="middle" fill="${hue}">${mark}</text>`,
    link.verdict === "BROKEN" &&
      `<g transform="translate(${n(icon.x)} ${n(icon.y)})"><circle r="7" fill="${hue}" stroke="${palette.surface}" stroke-width="1.5"/><path d="M-2.5 -2.5L2.5 2.5M2.5 -2.5L-2.5 2.5" stroke="${palette.surface}" stroke-width="1.6" stroke-linecap="round"/></g>`,
    link.verdict === "UNPROVEN" &&
      `${under(icon.x, icon.y)}<circle cx="${n(icon.x)}" cy="${n(icon.y)}" r="5.7" fill="none" stroke="${hue}" stroke-width="1.8" stroke-dasharray="3 2.1"/>`,
    back &&
      `${under(turn.x, turn.y)}<path d="M3.4 -1.2A3.6 3.6 0 1 0 3.4 1.4M3.8 -3.8L3.6 -1L0.8 -1.4" fill="none" stroke="${palette.text2}" stroke-width="1.3" transform="translate(${n(turn.x)} ${n(turn.y)})"/>`,
    "</g>",
  ]
    .filter(Boolean)
    .join("");
}
