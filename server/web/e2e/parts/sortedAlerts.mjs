import { inColumn, settled } from "../harness.mjs";

/** A column sorts alerts, and the address says so.
 * @param {import("../harness.mjs").Harness} harness */
export async function sorting({ open, check, ask }) {
  const { page, close } = await open({ path: "/alerts" });
  await settled(page);
  const sorted = (/** @type {string} */ name, /** @type {string} */ way) =>
    page
      .getByRole("columnheader", { name })
      .and(page.locator(`[aria-sort=${way}]`))
      .waitFor();
  await sorted("State", "ascending");
  const gravity = ["critical", "high", "medium", "low"];
  await page.getByRole("button", { name: "Sort by Severity" }).press("Enter");
  await page.waitForURL(/sort=-SEVERITY/);
  await sorted("Severity", "descending");
  const { alerts } = await ask(
    "{ alerts(orderBy: { field: SEVERITY, direction: DESC }, first: 500) { title severity } }",
  );
  const severities = alerts.map((/** @type {any} */ { severity }) => severity.toLowerCase());
  check("there are alerts of several severities", new Set(severities).size > 1);
  await check.comes("the gravest alert comes first, whatever its state", async () => {
    const there = await inColumn(page, "Severity");
    return there.length > 5 && there.every((severity, index) => severity === severities[index]);
  });
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=SEVERITY/);
  await check.comes("turned round, the least grave", async () => {
    const there = (await inColumn(page, "Severity")).map((severity) => gravity.indexOf(severity));
    return there.length > 5 && there[0] === gravity.indexOf(severities.at(-1)) && !there.includes(-1);
  });
  await page.getByRole("button", { name: "Sort by Since" }).click();
  await page.waitForURL(/sort=-NUMBER/);
  await page.reload();
  const latest = (await ask("{ alerts(first: 1) { at } }")).alerts[0].at;
  await check.comes(
    "the latest comes first, after the page is loaded anew too",
    async () => (await inColumn(page, "Since"))[0] === latest,
  );
  await close();
}
