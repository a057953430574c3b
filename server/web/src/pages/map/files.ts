import { download } from "../../parts/csv";
import type { Palette } from "./sheet";

/** The colours of a file, as it can say them: those of the light theme, for it is put where paper is white. */
export function paletteOf(document: Document): Palette {
  const probe = document.createElement("i");
  probe.style.colorScheme = "light";
  document.body.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    surface: colour("surface"),
    surface2: colour("surface-2"),
    line: colour("line"),
    lineStrong: colour("line-strong"),
    text: colour("text"),
    text2: colour("text-2"),
    accent: colour("accent"),
    verdicts: { KEPT: colour("kept"), BROKEN: colour("broken"), UNPROVEN: colour("unproven") },
  };
  probe.remove();
  return palette;
}

export function saveSvg(name: string, svg: string): void {
  download(`${name}.svg`, "image/svg+xml", svg);
}

/** Draws the SVG on a canvas and saves that. As large as browsers are sure to allow, twice as fine at most. */
export async function savePng(
  name: string,
  drawn: { svg: string; width: number; height: number },
): Promise<void> {
  const url = URL.createObjectURL(new Blob([drawn.svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, 8000 / drawn.width, 8000 / drawn.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * scale);
    canvas.height = Math.round(drawn.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!png) throw new Error("no image");
    download(`${name}.png`, "image/png", png);
  } finally {
    URL.revokeObjectURL(url);
  }
}
