import type { Verdict } from "../../gql/graphql";

/** The colours of a file, as the browser works them out. */
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

const HEAD = 56;
const FOOT = 18;
const EDGE = 20;
/** Narrower files have no room for their title. */
const NARROW = 560;
const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
/** How wide a letter is, as a share of its size: files are drawn where nothing can be measured. */
const LETTER = 0.54;

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** About how wide a text is. */
export const widthAbout = (text: string, size: number) => text.length * size * LETTER;

/** About as much of a text as a width has room for. */
export function fitted(text: string, width: number, size: number): string {
  const room = Math.floor(width / (size * LETTER));
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;
}

/** A text in lines that a width has room for. */
export function wrapped(text: string, width: number, size: number): string[] {
  const room = Math.floor(width / (size * LETTER));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export const n = (value: number) => String(Math.round(value * 10) / 10);

export const text = (x: number, y: number, said: string, size: number, fill: string, more = "") =>
  `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}"${more}>${escaped(said)}</text>`;

/** A filled cross for what is broken, a dashed ring for what is unproven, nothing for what is kept. */
export function sign(verdict: Verdict, x: number, y: number, palette: Palette): string {
  const hue = palette.verdicts[verdict];
  if (verdict === "BROKEN")
    return `<g transform="translate(${n(x)} ${n(y)})"><circle r="7" fill="${hue}" stroke="${palette.surface}" stroke-width="1.5"/><path d="M-2.5 -2.5L2.5 2.5M2.5 -2.5L-2.5 2.5" stroke="${palette.surface}" stroke-width="1.6" stroke-linecap="round"/></g>`;
  if (verdict === "UNPROVEN")
    return `<circle cx="${n(x)}" cy="${n(y)}" r="8" fill="${palette.surface}"/><circle cx="${n(x)}" cy="${n(y)}" r="5.7" fill="none" stroke="${hue}" stroke-width="1.8" stroke-dasharray="3 2.1"/>`;
  return "";
}

export interface Sheet {
  title: string;
  /** What its signs mean, a paragraph each. */
  legend: readonly string[];
  /** Of the drawing. */
  width: number;
  height: number;
  palette: Palette;
}

/** A drawing as an SVG file that stands alone, with its title and legend: its text is text, and it needs no style sheet. */
export function sheet(drawn: readonly string[], { title, legend, palette, ...drawing }: Sheet) {
  const width = Math.ceil(Math.max(drawing.width, NARROW) + 2 * EDGE);
  const lines = legend.flatMap((said) => wrapped(said, width - 2 * EDGE, 12));
  const height = Math.ceil(drawing.height + HEAD + EDGE + FOOT * lines.length + EDGE);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.surface}"/>`,
    text(EDGE, 32, title, 16, palette.text, ' font-weight="620"'),
    `<g transform="translate(${EDGE} ${HEAD})">`,
    ...drawn,
    "</g>",
    ...lines.map((said, index) =>
      text(EDGE, HEAD + drawing.height + EDGE + FOOT * (index + 1), said, 12, palette.text2),
    ),
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}
