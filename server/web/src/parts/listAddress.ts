import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Order } from "./DataTable";

/** `NAME` is from A to Z, `-NAME` from Z to A; what the list is not sorted by is no order. */
export function orderOf(text: string | null, fields: readonly string[]): Order | undefined {
  if (!text) return undefined;
  const down = text.startsWith("-");
  const field = down ? text.slice(1) : text;
  return fields.includes(field) ? { field, direction: down ? "DESC" : "ASC" } : undefined;
}

export const orderText = ({ field, direction }: Order) => (direction === "DESC" ? `-${field}` : field);

/** The values of an enum that an address names; others are passed over. */
export function namedIn<Value extends string>(values: readonly string[], known: readonly Value[]): Value[] {
  return known.filter((value) => values.includes(value));
}

function without(params: URLSearchParams, name: string): string {
  const others = new URLSearchParams(params);
  others.delete(name);
  return others.toString();
}

/** What the address of a list says: its filters, its order and what is open of it. */
export function useListAddress(fields: readonly string[] = []) {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (to: Record<string, readonly string[]>, how: { replace?: boolean } = {}) =>
      setParams(() => {
        // The address as it is: what is typed is said a moment later, and may be overtaken by a press on a view.
        const params = new URLSearchParams(window.location.search);
        for (const [name, values] of Object.entries(to)) {
          params.delete(name);
          for (const value of values) if (value !== "") params.append(name, value);
        }
        return params;
      }, how),
    [setParams],
  );
  const set = useCallback(
    (name: string, values: readonly string[], how?: { replace?: boolean }) => change({ [name]: values }, how),
    [change],
  );
  const clear = useCallback(
    (names: readonly string[]) => change(Object.fromEntries(names.map((name) => [name, []]))),
    [change],
  );
  const open = params.get("open") ?? undefined;
  const onOpen = useCallback(
    // One step back leads to the list, however many rows were looked at.
    (key: string | undefined) => set("open", key ? [key] : [], { replace: open !== undefined }),
    [set, open],
  );
  const onOrder = useCallback((order: Order) => set("sort", [orderText(order)], { replace: true }), [set]);
  // The same whichever row is open: rows that name it are not drawn anew when another is.
  const list = without(params, "open");
  /** The address of the list with a row open. */
  const hrefOf = useCallback(
    (key: string) => `?${list && `${list}&`}${new URLSearchParams({ open: key })}`,
    [list],
  );
  return useMemo(
    () => ({
      one: (name: string) => params.get(name) || undefined,
      all: (name: string) => params.getAll(name).filter(Boolean),
      order: orderOf(params.get("sort"), fields),
      change,
      set,
      clear,
      open,
      onOpen,
      onOrder,
      hrefOf,
    }),
    [params, fields, change, set, clear, open, onOpen, onOrder, hrefOf],
  );
}

export type ListAddress = ReturnType<typeof useListAddress>;
