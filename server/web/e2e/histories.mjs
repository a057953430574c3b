/** What was changed, told in the words of the pages: of each kind of record, in both languages. */

/** @type {[path: string, kind: string][]} */
const PAGES = [
  ["/parties/nimbus-mail?show=history", "a party"],
  ["/contracts/dpa-nimbus?tab=history", "a contract"],
  ["/flows/vault-to-fjellsafe?show=history", "a flow"],
  ["/notices/privacy-2025", "a notice"],
  ["/promises/payments-in-europe", "a promise"],
  ["/promises/conversations-two-years", "a promise with a duration"],
  ["/changes/1", "a change"],
];

/** Names and values as documents write them: none of the pages' words looks like it. */
const WRITTEN =
  /^[a-z]+([A-Z][a-z]+)+$|^[A-Z]+(_[A-Z]+)+$|^(VENDOR|COMMITMENT|DISCLOSURE|PROCESSOR|TACIT|SELF)$|^P\d+[YMWD]$/;

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ open, check, shoot, fits, axe }) {
  for (const locale of ["en-GB", "de-DE"]) {
    for (const [path, kind] of PAGES) {
      const { page, close } = await open({ path, locale });
      const names = page.locator("dt[title]");
      await names.or(page.locator("main details")).first().waitFor();
      // Of a large change some records are enough: each kind of them is there.
      await page.locator("main details").evaluateAll((all) => {
        for (const [at, one] of all.entries()) one.toggleAttribute("open", at % 3 === 0 || all.length < 4);
      });
      await names.first().waitFor();
      const said = await page
        .locator("dl:has(> div > dt[title])")
        .evaluateAll((lists) =>
          lists.flatMap((list) =>
            [...list.querySelectorAll("dt, del, ins, li")].flatMap((part) =>
              (part.textContent ?? "").split(/[;,:()]\s*/),
            ),
          ),
        );
      const raw = [...new Set(said.map((text) => text.trim()))].filter((text) => WRITTEN.test(text));
      check(`${kind} is told in words (${locale})`, raw.length === 0, raw.join(" "));
      check(
        `${kind}: how a field is written is told on hover (${locale})`,
        (await names.evaluateAll((all) =>
          all.every((one) => /^[a-z]\w*(\.\w+)*$/.test(one.getAttribute("title") ?? "")),
        )) === true,
      );
      if (locale === "de-DE" || kind === "a change") await axe(page, `the history of ${kind} (${locale})`);
      await page.setViewportSize({ width: 360, height: 740 });
      await fits(page, `the history of ${kind} at 360 (${locale})`);
      await shoot(page, `history-${kind.replaceAll(" ", "-")}-${locale}`);
      await close();
    }
  }
  const { page, close } = await open({ path: "/promises/payments-in-europe" });
  const limit = page.locator("dt", { hasText: "Only in these regions" });
  await limit.waitFor();
  check(
    "a limit has the name that its form has",
    (await limit.getAttribute("title")) === "limits.onlyRegions",
  );
  await close();
}
