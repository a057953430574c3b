import { expect, test } from "vitest";
import { changed, shownBy } from "./address";

test("an address says what is shown, and what it says wrongly is not believed", () => {
  const shown = shownBy(new URLSearchParams("notice=p&verdict=LOST&kind=DISCLOSURE&view=list&sort=KEY.DESC"));
  expect(shown).toMatchObject({
    notice: "p",
    verdict: undefined,
    kind: "DISCLOSURE",
    view: "list",
    form: "promises",
    order: { field: "KEY", direction: "DESC" },
  });
});

test("what is changed leaves the rest, the day too, and says nothing that needs no saying", () => {
  const params = new URLSearchParams("day=2026-01-01&open=a&verdict=KEPT");
  expect(changed(params, { open: "b", verdict: undefined, view: "reading", text: "" }).toString()).toBe(
    "day=2026-01-01&open=b",
  );
  expect(changed(params, { view: "list", order: { field: "NOTICE", direction: "ASC" } }).get("sort")).toBe(
    "NOTICE.ASC",
  );
});
