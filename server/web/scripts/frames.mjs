// How many frames a second a long list keeps while it is scrolled: `KEPT_URL=… npm run frames /flows`.
// For a large register see `tests/bench/examples/document.rs`.
import { chromium } from "playwright-core";

const server = process.env.KEPT_URL;
const [list = "/flows", frames = "300"] = process.argv.slice(2);
if (!server) {
  console.error("Set KEPT_URL to the address of a running server, for example http://127.0.0.1:8080");
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const from = performance.now();
await page.goto(new URL(list, server).href);
await page.getByRole("row").nth(5).waitFor();
console.log(`${list}: its rows are there after ${Math.round(performance.now() - from)} ms`);
for (const pixels of [20, 40, 120]) {
  const gaps = await page.evaluate(
    async ({ pixels, frames }) => {
      const list = document.querySelector("tbody tr")?.closest("section");
      if (!list) throw new Error("there is no list");
      const gaps = [];
      let last = performance.now();
      for (let frame = 0; frame < frames; frame++) {
        list.scrollTop += pixels;
        const now = await new Promise(requestAnimationFrame).then(() => performance.now());
        gaps.push(now - last);
        last = now;
      }
      return gaps.sort((a, b) => a - b);
    },
    { pixels, frames: Number(frames) },
  );
  const took = gaps.reduce((sum, gap) => sum + gap, 0);
  const [rate, speed] = [(1000 * gaps.length) / took, (1000 * gaps.length * pixels) / took];
  const late = gaps[Math.floor(gaps.length * 0.95)] ?? 0;
  console.log(
    `${rate.toFixed(1)} frames a second at ${Math.round(speed)} px a second, 95 % within ${late.toFixed(1)} ms`,
  );
}
await browser.close();
