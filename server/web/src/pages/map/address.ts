import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Verdict } from "../../gql/graphql";
import { GROUPINGS, type Grouping } from "./groups";

export const VIEWS = ["map", "sankey", "table"] as const;
export type View = (typeof VIEWS)[number];
export const VERDICTS: Verdict[] = ["BROKEN", "UNPROVEN", "KEPT"];

/** What of the map is shown: all of it is in the address. */
export interface MapState {
  category: string | undefined;
  /** The party whose paths light up. */
  party: string | undefined;
  /** What the panel tells of. */
  open: { kind: "party" | "flow"; key: string } | undefined;
  /** Parties whose neighbours are shown too. */
  around: string[];
  hide: string[];
  group: Grouping;
  /** Only sharings of these verdicts; all when empty. */
  verdicts: Verdict[];
  /** Undefined: whatever suits the width. */
  view: View | undefined;
  sort: { field: string; direction: "ASC" | "DESC" } | undefined;
}

function oneOf<Of extends string>(all: readonly Of[], text: string | null): Of | undefined {
  return all.find((one) => one === text);
}

const keysOf = (text: string | null) => [...new Set((text ?? "").split(",").filter(Boolean))];

export function readState(params: URLSearchParams): MapState {
  const [kind, ...rest] = (params.get("open") ?? "").split(":");
  const key = rest.join(":");
  const sort = params.get("sort") ?? undefined;
  return {
    category: params.get("category") || undefined,
    party: params.get("party") || undefined,
    open: (kind === "party" || kind === "flow") && key ? { kind, key } : undefined,
    around: keysOf(params.get("around")),
    hide: keysOf(params.get("hide")),
    group: oneOf(GROUPINGS, params.get("group")) ?? "operator",
    verdicts: VERDICTS.filter((verdict) => keysOf(params.get("verdict")).includes(verdict)),
    view: oneOf(VIEWS, params.get("view")),
    sort: sort
      ? { field: sort.replace(/^-/, ""), direction: sort.startsWith("-") ? "DESC" : "ASC" }
      : undefined,
  };
}

/** The address after a change. What is as it would be anyway is left out. */
export function writeState(before: URLSearchParams, change: Partial<MapState>): URLSearchParams {
  const params = new URLSearchParams(before);
  const { open, sort } = change;
  const said: Record<keyof MapState, string | undefined> = {
    category: change.category,
    party: change.party,
    open: open && `${open.kind}:${open.key}`,
    around: change.around?.join(","),
    hide: change.hide?.join(","),
    group: change.group === "operator" ? undefined : change.group,
    verdicts: change.verdicts?.join(","),
    view: change.view,
    sort: sort && (sort.direction === "DESC" ? `-${sort.field}` : sort.field),
  };
  for (const field of Object.keys(change) as (keyof MapState)[]) {
    const name = field === "verdicts" ? "verdict" : field;
    const value = said[field];
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params;
}

/** The parties that a map without a category starts from. */
export function seedsOf({ category, around, party }: MapState): string[] {
  if (category || around.length > 0 || !party) return around;
  return [party];
}

export function useMapState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readState(params), [params]);
  const change = useCallback(
    (to: Partial<MapState>, options: { replace?: boolean } = {}) =>
      setParams((params) => writeState(params, to), options),
    [setParams],
  );
  return { state, change };
}
