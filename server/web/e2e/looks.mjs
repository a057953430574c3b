/**
 * How the main pages look: each is compared with the picture of it in `e2e/looks`. `UPDATE_LOOKS=1 npm run e2e looks` takes them anew.
 * Letters, day and clock are the same on every machine, so that only changes of the pages show.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const FOLDER = new URL("./looks/", import.meta.url);
const FONT = new URL(
  "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  import.meta.url,
);

/** The day that the pages show, and the moment that the browser takes for now. */
const DAY = "2026-12-01";
const NOW = "2026-11-25T12:00:00Z";

/** How much of a picture may be another: browsers of another version draw the edges of letters a little otherwise. */
const TOLERANCE = 0.003;

/** The main pages, and what is there once all is. `but`: what the clock of the server says. */
const PAGES = [
  { name: "overview", path: "/", ready: "#main ol, #main ul", but: "[aria-labelledby=since]" },
  { name: "map", path: "/map?category=user.contact.email&view=map", ready: ".react-flow__node" },
  { name: "who", path: "/who?category=user.contact.email", ready: "tbody tr" },
  { name: "promises", path: "/promises", ready: "#main article, #main h2" },
  { name: "findings", path: "/findings", ready: "tbody tr" },
  { name: "contract", path: "/contracts/msa-nimbus", ready: "[role=img]" },
  { name: "register", path: "/register", ready: "form" },
];
const WINDOWS = [
  { name: "light", colorScheme: /** @type {const} */ ("light"), viewport: { width: 1024, height: 768 } },
  { name: "dark-narrow", colorScheme: /** @type {const} */ ("dark"), viewport: { width: 360, height: 740 } },
];

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check }) {
  const font = await readFile(FONT);
  const apart = process.env.SCREENSHOT_DIR || path.join(tmpdir(), "kept-looks");
  for (const { name: window, ...options } of WINDOWS) {
    for (const { name, path: where, ready, but } of PAGES) {
      const { page, close } = await open({
        ...options,
        path: `${where}${where.includes("?") ? "&" : "?"}day=${DAY}`,
        reducedMotion: "reduce",
        timezoneId: "UTC",
        before: (page) => steady(page, font),
      });
      await page.locator(ready).first().waitFor();
      await page.waitForFunction(
        () => !document.querySelector("[role=status][aria-label=Loading], [aria-busy=true]"),
      );
      const picture = await still(page, but);
      const file = `${name}-${window}.png`;
      if (process.env.UPDATE_LOOKS) {
        await mkdir(FOLDER, { recursive: true });
        await writeFile(new URL(file, FOLDER), small(picture));
        check(`${file} is taken`, true);
      } else {
        const wanted = PNG.sync.read(await readFile(new URL(file, FOLDER)));
        const { share, difference } = compared(wanted, picture);
        check(
          `${name} looks as it did, ${window}`,
          share <= TOLERANCE,
          `${(100 * share).toFixed(2)} % is another: see ${file} and what differs in ${apart}; UPDATE_LOOKS=1 takes it anew`,
        );
        if (share > TOLERANCE) {
          await mkdir(apart, { recursive: true });
          await writeFile(path.join(apart, file), PNG.sync.write(picture));
          await writeFile(path.join(apart, `${name}-${window}-difference.png`), PNG.sync.write(difference));
        }
      }
      await close();
    }
  }
}

/** The same letters and the same time on every machine. @param {import("playwright-core").Page} page @param {Buffer} font */
async function steady(page, font) {
  await page.route("**/e2e-letters.woff2", (route) =>
    route.fulfill({ body: font, contentType: "font/woff2" }),
  );
  await page.clock.setFixedTime(NOW);
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@font-face { font-family: Letters; src: url("/e2e-letters.woff2"); font-weight: 100 900; }
       :root { --font: Letters !important; --mono: Letters !important; }`,
    );
    document.adoptedStyleSheets = [sheet];
  });
}

/** A picture of a page once it moves no more. @param {import("playwright-core").Page} page @param {string | undefined} but */
async function still(page, but) {
  const shot = async () => {
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
    return page.screenshot({ animations: "disabled", ...(but && { mask: [page.locator(but)] }) });
  };
  let last = await shot();
  for (let turn = 0; turn < 50; turn += 1) {
    const next = await shot();
    if (next.equals(last)) return PNG.sync.read(next);
    last = next;
  }
  throw new Error(`${page.url()} never stands still`);
}

/** A picture as a small file: colours that are nearly alike become one. @param {PNG} picture */
function small(picture) {
  const step = 16;
  for (const [at, value] of picture.data.entries())
    picture.data[at] = Math.min(255, Math.round(value / step) * step);
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
}

/** @param {PNG} wanted @param {PNG} picture */
function compared(wanted, picture) {
  const { width, height } = picture;
  const difference = new PNG({ width, height });
  if (wanted.width !== width || wanted.height !== height) return { share: 1, difference: picture };
  const pixels = pixelmatch(wanted.data, picture.data, difference.data, width, height, { threshold: 0.2 });
  return { share: pixels / (width * height), difference };
}
