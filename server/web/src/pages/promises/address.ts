import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { PromiseKind, Verdict } from "../../gql/graphql";
import { VERDICTS } from "./reading";

export type View = "reading" | "list";
export type Form = "promises" | "full";

export const KINDS: readonly PromiseKind[] = ["COMMITMENT", "DISCLOSURE"];
const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text);

/** What the reading room shows, as its address says. */
export interface Shown {
  notice: string | undefined;
  verdict: Verdict | undefined;
  kind: PromiseKind | undefined;
  category: string | undefined;
  text: string | undefined;
  view: View;
  form: Form;
  open: string | undefined;
  /** The promise that is edited; `new` for one that is made. */
  edit: string | undefined;
  order: { field: string; direction: "ASC" | "DESC" } | undefined;
}

/** What is not said in the address: the reading view, of the promises. */
const UNSAID: Record<string, string> = { view: "reading", form: "promises" };
/** A key cannot be this: it stands for a promise that is not there yet. */
export const NEW = "+";

export function shownBy(params: URLSearchParams): Shown {
  const [field, direction] = (params.get("sort") ?? "").split(".");
  return {
    notice: params.get("notice") ?? undefined,
    verdict: oneOf(VERDICTS, params.get("verdict")),
    kind: oneOf(KINDS, params.get("kind")),
    category: params.get("category") ?? undefined,
    text: params.get("text") ?? undefined,
    view: oneOf(["reading", "list"] as const, params.get("view")) ?? "reading",
    form: oneOf(["promises", "full"] as const, params.get("form")) ?? "promises",
    open: params.get("open") ?? undefined,
    edit: params.get("edit") ?? undefined,
    order: field ? { field, direction: direction === "DESC" ? "DESC" : "ASC" } : undefined,
  };
}

export type Change = { [Name in Exclude<keyof Shown, "order">]?: string | undefined } & {
  order?: Shown["order"];
};

/** The address with some of it changed; `undefined` takes something out. */
export function changed(params: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (name === "order") {
      const order = value as Shown["order"];
      if (order) next.set("sort", `${order.field}.${order.direction}`);
      else next.delete("sort");
    } else if (typeof value === "string" && value !== "" && UNSAID[name] !== value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export function useShown() {
  const [params, setParams] = useSearchParams();
  const shown = useMemo(() => shownBy(params), [params]);
  const show = useCallback(
    (change: Change, options: { replace?: boolean } = {}) =>
      // What the address says by now: two changes in a row may come before the page is drawn again.
      setParams(() => changed(new URLSearchParams(window.location.search), change), options),
    [setParams],
  );
  const addressOf = useCallback((change: Change) => `?${changed(params, change)}`, [params]);
  return { shown, show, addressOf };
}

export const filtered = ({ verdict, kind, category, text }: Shown) =>
  Boolean(verdict || kind || category || text);
export const NO_FILTERS: Change = {
  verdict: undefined,
  kind: undefined,
  category: undefined,
  text: undefined,
};
