/** What the browser tests share: pages that may reach nothing but the server, and what is noted of them. */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const WINDOW = { width: 1440, height: 900 };

/** The longest that anything is waited for, in milliseconds: machines that do other things besides are slow. */
export const PATIENCE = 90_000;

/**
 * @typedef {object} Opened
 * @property {import("playwright-core").Page} page
 * @property {() => Promise<void>} close Ends it, after checking that nothing asked another origin and that the console is clean.
 */

/**
 * @typedef {object} Harness
 * @property {string} origin
 * @property {(options?: import("playwright-core").BrowserContextOptions & { path?: string, before?: (page: import("playwright-core").Page) => Promise<void> }) => Promise<Opened>} open
 *   Opens a page, after `before` had it in hand.
 * @property {((what: string, ok: boolean, detail?: string) => void) & { comes: (what: string, is: () => boolean | Promise<boolean>, detail?: string) => Promise<void> }} check
 *   Notes whether something is so; `comes` waits for it: an address, a focus and a field follow what was done when the machine gets to it.
 * @property {(page: import("playwright-core").Page, name: string) => Promise<void>} shoot A picture, when a folder for them is set.
 * @property {(page: import("playwright-core").Page, name: string, but?: string[]) => Promise<void>} axe Checks a page with axe: no violation of WCAG 2.2 AA; `but` names rules that are not asked.
 * @property {(page: import("playwright-core").Page, name: string) => Promise<void>} fits Checks that a page does not scroll sideways.
 * @property {(pages: Record<string, string>) => Promise<void>} everywhere Looks at pages, by name and address, in both themes and three widths.
 * @property {(query: string, variables?: object) => Promise<any>} ask Asks the server, past the page.
 */

/** Until a page shows all that it asked for.
 * @param {import("playwright-core").Page} page */
export async function settled(page) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(
    () => !document.querySelector("[role=status][aria-label=Loading], [aria-busy=true]"),
  );
}

/** Until nothing fades in or moves any more: what is half there has other colours.
 * @param {import("playwright-core").Page} page */
async function calm(page) {
  await page.evaluate(async () => {
    const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const moving = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === "running" && Number.isFinite(effect?.getComputedTiming().endTime);
      });
    await drawn();
    for (let under = moving(); under.length > 0; under = moving()) {
      await Promise.allSettled(under.map(({ finished }) => finished));
      await drawn();
    }
  });
}

/** Sets a filter of a list: opens its pill, which may be among those that are not shown yet, and chooses.
 * @param {import("playwright-core").Page} page @param {string} name @param {string} choice */
export async function filterBy(page, name, choice) {
  const bar = page.getByRole("search", { name: "Filters" });
  const pill = bar.getByRole("button", { name: new RegExp(`^${name}`) });
  if (await pill.isVisible()) await pill.click();
  else {
    await bar.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("menuitem", { name }).click();
  }
  await page.getByRole("dialog", { name }).getByRole("radio", { name: choice, exact: true }).click();
}

/** What the first rows of a list say in a column: a day as it is written for programs.
 * @param {import("playwright-core").Page} page @param {string} name */
export const inColumn = (page, name) =>
  page.evaluate((name) => {
    const heads = [...document.querySelectorAll("thead th")];
    const at = heads.findIndex((head) => head.textContent?.trim() === name);
    const place = (/** @type {Element} */ row) => Number(row.getAttribute("aria-rowindex"));
    return [...document.querySelectorAll("tbody tr")]
      .sort((a, b) => place(a) - place(b))
      .map(({ children }) => children[at])
      .map((cell) => cell?.querySelector("time")?.dateTime ?? cell?.textContent?.trim() ?? "");
  }, name);

/** Saves what a list shows as a view, and finds it again in a page that is loaded anew.
 * @param {import("playwright-core").Page} page @param {string} name */
export async function savesView(page, name) {
  await page.getByRole("button", { name: "Save this view" }).click();
  await page.getByLabel("Name of the view").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await page.reload();
  const view = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true });
  await view.waitFor();
  return (await view.getAttribute("aria-current")) === "true";
}

/** @param {string} origin @param {string | undefined} shots */
export async function start(origin, shots) {
  if (shots) await mkdir(shots, { recursive: true });
  const axeSource = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  /** @type {string[]} */
  const problems = [];
  let step = "start";
  /** @type {import("playwright-core").Page | undefined} */
  let latest;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Its own words, such as those of a field for a day, in one language on every machine.
    env: { ...process.env, LANGUAGE: "en_US" },
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      // Letters without the colours of a screen's subpixels.
      "--disable-lcd-text",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

  /** @param {string} what @param {boolean} ok */
  const note = (what, ok, detail = "") => {
    step = what;
    console.log(`${ok ? "ok  " : "FAIL"} ${what}${!ok && detail ? `: ${detail}` : ""}`);
    if (!ok) problems.push(what);
  };
  /** @type {Harness["check"]} */
  const check = Object.assign(note, {
    comes: async (
      /** @type {string} */ what,
      /** @type {() => boolean | Promise<boolean>} */ is,
      detail = "",
    ) => {
      const end = performance.now() + PATIENCE;
      let ok = false;
      while (!ok && performance.now() < end) {
        // What is drawn anew while it is looked at is looked at again.
        ok = await Promise.resolve(is()).catch(() => false);
        if (!ok) await new Promise((again) => setTimeout(again, 50));
      }
      note(what, ok, detail);
    },
  });

  /** @type {Harness["open"]} */
  const open = async ({ path: where = "/", before, ...options } = {}) => {
    const context = await browser.newContext({ viewport: WINDOW, locale: "en-GB", ...options });
    /** @type {string[]} */
    const strays = [];
    /** @type {string[]} */
    const complaints = [];
    await context.route("**/*", (route) => {
      const url = route.request().url();
      if (new URL(url).origin === origin || /^(data|blob):/.test(url)) return route.continue();
      strays.push(url);
      return route.abort();
    });
    const page = await context.newPage();
    latest = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(origin).host) strays.push(socket.url());
    });
    page.on("console", (message) => {
      const bad = ["error", "warning"].includes(message.type()) || /content security/i.test(message.text());
      if (bad) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`HTTP ${response.status()} ${response.url()}`);
    });
    await before?.(page);
    await page.goto(`${origin}${where}`);
    const close = async () => {
      check(`${where}: nothing asked another origin`, strays.length === 0, strays.join(" "));
      check(`${where}: the console is clean`, complaints.length === 0, complaints.join(" | "));
      await context.close();
    };
    return { page, close };
  };

  /** @type {Harness} */
  const harness = {
    origin,
    open,
    check,
    shoot: async (page, name) => {
      if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) });
    },
    axe: async (page, name, but = []) => {
      await page.evaluate(axeSource);
      await calm(page);
      const violations = await page.evaluate(async (but) => {
        // A row that the edge of its list cuts is one to scroll to: its links have their size then.
        for (const row of document.querySelectorAll("section > table > tbody > tr")) {
          const frame = row.closest("section");
          const cut = frame && row.getBoundingClientRect().bottom > frame.getBoundingClientRect().bottom;
          row.toggleAttribute("data-cut", Boolean(cut));
        }
        // @ts-expect-error: axe was just put there.
        const { violations } = await window.axe.run(
          { exclude: [["tr[data-cut]"]] },
          {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
          },
        );
        return violations.map(
          (/** @type {any} */ violation) =>
            `${violation.id}: ${violation.nodes.map((/** @type {any} */ node) => `${node.target.join(" ")} is ${node.html}: ${node.failureSummary}`).join(", ")}`,
        );
      }, but);
      check(`${name}: axe finds nothing`, violations.length === 0, violations.join(" | "));
    },
    fits: async (page, name) => {
      const over = await page.evaluate(() => {
        const scrolling = [document.documentElement, ...document.querySelectorAll("main, [role=dialog]")];
        return Math.max(...scrolling.map((element) => element.scrollWidth - element.clientWidth));
      });
      check(`${name}: it fits the window`, over <= 0, `${over}px too wide`);
    },
    everywhere: async (pages) => {
      const { shoot, axe, fits } = harness;
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        for (const [name, path] of Object.entries(pages)) {
          const { page, close } = await open({ colorScheme, path });
          await settled(page);
          await axe(page, `${name} ${colorScheme}`);
          await shoot(page, `${name}-${colorScheme}`);
          await page.setViewportSize({ width: 1024, height: 768 });
          await shoot(page, `${name}-${colorScheme}-1024`);
          await page.setViewportSize({ width: 360, height: 740 });
          await fits(page, `${name} ${colorScheme} at 360`);
          await shoot(page, `${name}-${colorScheme}-360`);
          await close();
        }
      }
    },
    ask: async (query, variables = {}) => {
      const answer = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await answer.json();
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };

  return {
    harness,
    problems,
    /** @param {unknown} error */
    stopped: async (error) => {
      problems.push(`stopped after "${step}"`);
      console.error(`FAIL stopped after "${step}": ${error}`);
      // What the page said then is mostly why.
      const said = await latest
        ?.locator("[role=alert], [role=status]")
        .allInnerTexts()
        .catch(() => []);
      const focus = await latest
        ?.evaluate(() => document.activeElement?.outerHTML.slice(0, 300))
        .catch(() => "");
      console.error(`at ${latest?.url()}, which says: ${said?.join(" | ")}; the focus is on ${focus}`);
    },
    end: () => browser.close(),
  };
}
