import { expect, test } from "vitest";
import { renamed, sameView, viewQuery, withView } from "./savedViews";

test("a view is its filters and order, not what is open or which day it is", () => {
  const address = new URLSearchParams(
    "open=mailer&status=ACTIVE&kind=VENDOR&kind=PARTNER&day=2026-01-01&text=",
  );
  expect(viewQuery(address)).toBe("kind=PARTNER&kind=VENDOR&status=ACTIVE");
});

test("the order in which filters were chosen does not make another view", () => {
  expect(sameView("kind=VENDOR&status=ACTIVE", "status=ACTIVE&kind=VENDOR")).toBe(true);
  expect(sameView("kind=VENDOR", "kind=PARTNER")).toBe(false);
});

test("a view takes the place of one of the same name", () => {
  const views = [
    { name: "a", query: "x=1" },
    { name: "b", query: "x=2" },
  ];
  expect(withView(views, { name: "a", query: "x=3" })).toEqual([{ name: "a", query: "x=3" }, views[1]]);
  expect(withView(views, { name: "c", query: "" })).toHaveLength(3);
});

test("names stay unique when a view is renamed", () => {
  const views = [
    { name: "a", query: "x=1" },
    { name: "b", query: "x=2" },
  ];
  expect(renamed(views, "a", "b")).toEqual([{ name: "b", query: "x=1" }]);
  expect(renamed(views, "a", "a")).toEqual(views);
});
