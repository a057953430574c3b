/** Pages by the Tab key alone, at 200 % zoom, for people who asked for no motion. */
import { settled } from "../harness.mjs";

/** How often Tab is pressed on each, unless it has been through all of it before. */
const PRESSES = 40;
/** How many pages are walked through at a time. */
const LANES = 3;
/** For how long something may take to come into view after it has the focus, in milliseconds. */
const FOLLOWS = 1000;
/** A window of 1,440 by 900 at 200 %. */
const TWICE = { viewport: { width: 720, height: 450 } };

/** What has the focus is in view with a sign of it, nothing moves, and nothing has to be scrolled sideways to be read.
 * @param {import("../harness.mjs").Harness} harness @param {string[]} pages */
export async function reach(harness, pages) {
  // A key waits for what it draws: some pages are walked through besides.
  const lanes = Array.from({ length: LANES }, (_, lane) => pages.filter((_, at) => at % LANES === lane));
  await Promise.all(lanes.map((pages) => everyPage(harness, pages)));
}

/** What has the focus: where that is, and why it is not seen, if it is not.
 * @param {import("playwright-core").Page} page @returns {Promise<{ place: string, problem?: string }>} */
const focused = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    // After the last place comes what is around the page.
    if (!here || here === document.body || !here.matches(":focus")) return { place: "around the page" };
    const place = here.outerHTML.slice(0, 200);
    const name = `${here.tagName.toLowerCase()} ${here.getAttribute("aria-label") ?? here.textContent?.trim().slice(0, 40)}`;
    // What is hidden to be drawn otherwise, such as one of a few choices, is where its words are.
    const [label] = here instanceof HTMLInputElement ? [...(here.labels ?? [])] : [];
    const drawn = here.getBoundingClientRect().width === 0 && label ? label : here;
    const box = drawn.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    // A level line of a drawing has no height.
    if (left > right || top > bottom || (box.width === 0 && box.height === 0)) {
      return { place, problem: `${name} is at ${Math.round(box.left)}, ${Math.round(box.top)}` };
    }
    // Nothing lies over all of it, such as what stays in its place while the rest scrolls. Lines of a drawing cross.
    const parts = [0.1, 0.5, 0.9];
    const over = parts.flatMap((x) =>
      parts.map((y) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)),
    );
    if (drawn instanceof HTMLElement && !over.some((other) => drawn.contains(other))) {
      return { place, problem: `${name} is under ${over[4]?.outerHTML.slice(0, 80)}` };
    }
    // The sign of it is a line around it, around its words, or around what stands for it.
    const near = [here.parentElement, here.parentElement?.parentElement, here.nextElementSibling];
    const signed = [here, drawn, ...near].some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    return signed ? { place } : { place, problem: `${name} shows no sign of the focus` };
  });

/** @param {import("../harness.mjs").Harness} harness @param {string[]} pages */
async function everyPage({ origin, open, check, fits, shoot }, pages) {
  const { page, close } = await open({ ...TWICE, path: "/", reducedMotion: "reduce" });
  for (const path of pages) {
    await page.goto(`${origin}${path}`);
    await settled(page);
    await fits(page, `${path} at 200 %`);
    await shoot(page, `twice${path.replaceAll(/[^a-z0-9]+/g, "-")}`);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().activeDuration ?? 0) > 50)
        .map((animation) => animation.id || String(animation.effect)),
    );
    check(`${path}: nothing moves`, moving.length === 0, moving.join(", "));
    /** @type {Set<string>} */
    const lost = new Set();
    const reached = new Set();
    let first = "";
    for (let press = 0; press < PRESSES; press++) {
      await page.keyboard.press("Tab");
      let { place, problem } = await focused(page);
      if (place === first) break;
      first ||= place;
      // What scrolls to it does so when it is drawn.
      const end = performance.now() + FOLLOWS;
      while (problem && performance.now() < end) ({ place, problem } = await focused(page));
      if (problem) lost.add(problem);
      reached.add(place);
    }
    check(`${path}: what has the focus is seen`, lost.size === 0, [...lost].join("; "));
    check(`${path}: Tab goes on`, reached.size > 7, `${reached.size} places`);
  }
  await close();
}
