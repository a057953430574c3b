import { useLocalStorage } from "@mantine/hooks";
import { type CSSProperties, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Pages } from "../data/pages";
import type { Column, Order } from "./columns";
import css from "./DataTable.module.css";
import { useKeptPlace } from "./keptPlace";
import { useKeys } from "./keys";
import { Failure, Waiting } from "./states";
import { TableFoot } from "./TableFoot";
import { TableHead } from "./TableHead";
import { type Reach, TableRows } from "./TableRows";

export type { Column, Order } from "./columns";

interface Props<Row> {
  /** Names the list: for what is remembered of it, and for files. */
  name: string;
  label: string;
  columns: Column<Row>[];
  pages: Pages<Row>;
  rowKey: (row: Row) => string;
  order?: Order | undefined;
  onOrder?: ((order: Order) => void) | undefined;
  /** The row that is open beside the list. */
  open?: string | undefined;
  onOpen: (key: string | undefined) => void;
  /** Opens the full page of a row. */
  onEnter: (key: string) => void;
  empty: ReactNode;
  /** Keys of a list of its own, with the row they are pressed on. */
  keys?: { key: string; does: (row: Row) => void }[];
}

/**
 * A long list: only the rows in view are drawn and asked for. `j` and `k` move, a click or `o` opens the row beside the list,
 * Enter opens its page, Escape closes what is open.
 */
export function DataTable<Row extends object>({
  name,
  label,
  columns,
  pages,
  rowKey,
  order,
  onOrder,
  open,
  onOpen,
  onEnter,
  empty,
  keys = [],
}: Props<Row>) {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const list = useRef<Reach>(null);
  const drawn = useRef(false);
  const [shown, setShown] = useLocalStorage<Record<string, boolean>>({
    key: `kept.columns.${name}`,
    defaultValue: Object.fromEntries(columns.map((column) => [column.id, !column.hidden])),
    getInitialValueInEffect: false,
  });
  const isShown = ({ id }: Column<Row>) => shown[id] !== false;
  const visible = useMemo(() => columns.filter(({ id }) => shown[id] !== false), [columns, shown]);
  const { rows, hasMore, fetching, more } = pages;

  const [at, setAt] = useState(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a key is read from a row does not change.
  const current = useMemo(
    () => (open === undefined ? at : rows.findIndex((row) => rowKey(row) === open)),
    [open, at, rows],
  );
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (!row) return;
    setAt(next);
    list.current?.reach(next);
    if (open !== undefined) onOpen(rowKey(row));
  };
  const opens = useRef(onOpen);
  opens.current = onOpen;
  const pick = useCallback((index: number, key: string) => {
    setAt(index);
    opens.current(key);
  }, []);
  const isKept = useKeptPlace(frame, name, { more: hasMore && !fetching && !pages.error ? more : undefined });
  const isThere = frame !== null && rows.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, of a list whose address names a row.
  useEffect(() => {
    if (isThere && !isKept && open !== undefined && current > 0) list.current?.reach(current);
  }, [isThere]);
  const here = rows[current];
  useKeys([
    ["j", () => move(current + 1)],
    ["k", () => move(current - 1)],
    ["o", () => here && onOpen(rowKey(here))],
    ["Enter", () => here && onEnter(rowKey(here))],
    ["Escape", () => open !== undefined && onOpen(undefined)],
    ...keys.map(({ key, does }): [string, () => void] => [key, () => here && does(here)]),
  ]);

  if (pages.error && rows.length === 0) return <Failure error={pages.error} again={pages.again} />;
  // The head stays while rows are asked for in another order: what was pressed keeps the focus.
  if (rows.length === 0 && !(fetching && drawn.current)) return fetching ? <Waiting lines={10} /> : empty;
  drawn.current = true;
  return (
    // Known before rows are drawn: the room there is for them says how many are.
    <div className={css.list} data-long={rows.length > 5} style={{ "--rows": rows.length } as CSSProperties}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard. */}
      <section ref={setFrame} className={css.frame} tabIndex={0} aria-label={label}>
        <table className={css.table} aria-rowcount={(pages.total ?? rows.length) + 1}>
          <TableHead columns={visible} order={order} onOrder={onOrder} />
          <TableRows
            ref={list}
            frame={frame}
            rows={rows}
            rowKey={rowKey}
            columns={visible}
            current={current}
            onPick={pick}
            more={hasMore && !fetching && !pages.error ? more : undefined}
          />
        </table>
        {rows.length === 0 && <Waiting lines={10} />}
      </section>
      <TableFoot
        name={name}
        columns={columns}
        pages={pages}
        isShown={isShown}
        show={({ id }, shown) => setShown((before) => ({ ...before, [id]: shown }))}
      />
    </div>
  );
}
