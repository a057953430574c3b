import { type Drawing, framed, type Line } from "./layout";
import { DASHES, MARKS, THICKNESS } from "./look";
import { escaped, fitted, n, type Palette, sheet, sign, text } from "./sheet";

export interface Captions {
  title: string;
  /** What the lines mean, a paragraph each. */
  legend: string[];
  box: (box: Drawing["boxes"][number]) => string;
  line: (line: Line) => string;
}

/** The picture as an SVG file that stands alone: its text is text, and it needs no style sheet. */
export function drawSvg(drawing: Drawing, palette: Palette, captions: Captions) {
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
  return sheet([...boxes, ...lines, ...rows], { ...drawing, ...captions, palette });
}

function drawLine(
  { link, points, path, back, angle, mark: at, sign: icon, turn }: Line,
  palette: Palette,
  says: string,
): string {
  const hue = link.certainty === null ? palette.lineStrong : palette.verdicts[link.verdict];
  const end = points[points.length - 1];
  const dash = DASHES[link.state];
  const mark = MARKS[link.state];
  const under = (x: number, y: number) =>
    `<circle cx="${n(x)}" cy="${n(y)}" r="8" fill="${palette.surface}"/>`;
  const hollow = link.certainty !== "CERTAIN";
  return [
    `<g><title>${escaped(says)}</title>`,
    `<path d="${path}" fill="none" stroke="${hue}" stroke-width="${link.certainty === null ? 1 : THICKNESS[link.verdict]}"${dash ? ` stroke-dasharray="${dash}"` : ""}${link.state === "ENDED" ? ' stroke-linecap="round"' : ""}/>`,
    end &&
      `<path d="M0 0L-8 -4.2L-8 4.2Z" fill="${hollow ? palette.surface : hue}"${hollow ? ` stroke="${hue}"` : ""} transform="translate(${n(end.x)} ${n(end.y)}) rotate(${n(angle)})"/>`,
    mark &&
      `${under(at.x, at.y)}<text x="${n(at.x)}" y="${n(at.y + 4)}" font-size="12" font-weight="700" text-anchor="middle" fill="${hue}">${mark}</text>`,
    sign(link.verdict, icon.x, icon.y, palette),
    back &&
      `${under(turn.x, turn.y)}<path d="M3.4 -1.2A3.6 3.6 0 1 0 3.4 1.4M3.8 -3.8L3.6 -1L0.8 -1.4" fill="none" stroke="${palette.text2}" stroke-width="1.3" transform="translate(${n(turn.x)} ${n(turn.y)})"/>`,
    "</g>",
  ]
    .filter(Boolean)
    .join("");
}
