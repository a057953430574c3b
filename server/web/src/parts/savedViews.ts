/** A list as someone likes to see it: its filters and order, as they stand in the address. */
export interface SavedView {
  name: string;
  query: string;
}

/** What stands in the address of a list and says nothing of which rows it has. */
const PASSING = new Set(["open", "edit", "day", "tab"]);

/** The filters and the order of an address, always in the same order, so that equal views are equal texts. */
export function viewQuery(params: URLSearchParams): string {
  const kept = [...params].filter(([name, value]) => !PASSING.has(name) && value !== "");
  kept.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return new URLSearchParams(kept).toString();
}

export const sameView = (a: string, b: string) =>
  viewQuery(new URLSearchParams(a)) === viewQuery(new URLSearchParams(b));

/** The views with one more, in the place of one of the same name. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view] : views.with(at, view);
}

/** The views with one called otherwise. A name that is taken already goes to the renamed one. */
export function renamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  return views
    .filter(({ name }) => name === from || name !== to)
    .map((view) => (view.name === from ? { ...view, name: to } : view));
}
