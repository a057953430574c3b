import { Button, Checkbox, Group, Popover, Stack } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconArrowDown, IconArrowUp, IconColumns, IconDownload } from "@tabler/icons-react";
import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pages } from "../data/pages";
import { csv, download } from "./csv";
import css from "./DataTable.module.css";
import { useKeys } from "./keys";
import { Failure, Waiting } from "./states";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What a file says of it. A column without is left out of files. */
  text?: (row: Row) => string | number | null | undefined;
  /** In rem; the rest of the width is shared out. */
  width: number;
  /** Its share of the rest: 1 when not said. */
  grow?: number;
  /** The field of the schema's order enum, when the list can be sorted by it. */
  order?: string;
  /** Whether it is shown when nobody chose. */
  hidden?: boolean;
}

export interface Order {
  field: string;
  direction: "ASC" | "DESC";
}

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

const ROW = 38;
const features = tableFeatures({ columnVisibilityFeature });

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
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [columnVisibility, setColumnVisibility] = useLocalStorage<Record<string, boolean>>({
    key: `kept.columns.${name}`,
    defaultValue: Object.fromEntries(columns.map((column) => [column.id, !column.hidden])),
    getInitialValueInEffect: false,
  });
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.display({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
        }),
      ),
    );
  }, [columns]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: pages.rows,
    getRowId: rowKey,
    state: { columnVisibility },
    onColumnVisibilityChange: (update) =>
      setColumnVisibility((before) => (typeof update === "function" ? update(before) : update)),
  });
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { more, hasMore, fetching } = pages;
  useEffect(() => {
    if (hasMore && !fetching && rows.length > 0 && last >= rows.length - 30) more();
  }, [hasMore, fetching, last, rows.length, more]);

  const [at, setAt] = useState(-1);
  const current = open === undefined ? at : rows.findIndex((row) => row.id === open);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (!row) return;
    setAt(next);
    virtual.scrollToIndex(next);
    if (open !== undefined) onOpen(row.id);
  };
  const here = rows[current];
  useKeys([
    ["j", () => move(current + 1)],
    ["k", () => move(current - 1)],
    ["o", () => here && onOpen(here.id)],
    ["Enter", () => here && onEnter(here.id)],
    ["Escape", () => open !== undefined && onOpen(undefined)],
    ...keys.map(({ key, does }): [string, () => void] => [key, () => here && does(here.original)]),
  ]);

  const save = async () => {
    const written = columns.filter((column) => column.text && columnVisibility[column.id] !== false);
    try {
      const all = await pages.all();
      const lines = all.map((row) => written.map((column) => column.text?.(row)));
      download(`${name}.csv`, "text/csv", csv([written.map((column) => column.header), ...lines]));
    } catch (cause) {
      notifications.show({ color: "red", message: cause instanceof Error ? cause.message : String(cause) });
    }
  };
  const width = (id: string) =>
    ({ "--width": `${byId.get(id)?.width ?? 10}rem`, "--grow": byId.get(id)?.grow ?? 1 }) as CSSProperties;

  if (pages.error && rows.length === 0) return <Failure error={pages.error} />;
  if (rows.length === 0) return pages.fetching ? <Waiting lines={10} /> : empty;
  return (
    <div className={css.list} style={{ "--rows": rows.length } as CSSProperties}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keyboard. */}
      <section ref={frame} className={css.frame} tabIndex={0} aria-label={label}>
        <table className={css.table} aria-rowcount={(pages.total ?? rows.length) + 1}>
          <thead className={css.head}>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} className={css.row}>
                {group.headers.map((header) => {
                  const column = byId.get(header.column.id);
                  const sorted =
                    column?.order !== undefined && order?.field === column.order
                      ? order.direction
                      : undefined;
                  return (
                    <th
                      key={header.id}
                      className={css.headCell}
                      style={width(header.column.id)}
                      scope="col"
                      aria-sort={sorted && (sorted === "ASC" ? "ascending" : "descending")}
                    >
                      {column?.order && onOrder ? (
                        <button
                          type="button"
                          aria-label={t("list.sort", { column: column.header })}
                          onClick={() =>
                            onOrder({
                              field: column.order as string,
                              direction: sorted === "ASC" ? "DESC" : "ASC",
                            })
                          }
                        >
                          {column.header}
                          {sorted === "ASC" && <IconArrowUp size={14} aria-hidden />}
                          {sorted === "DESC" && <IconArrowDown size={14} aria-hidden />}
                        </button>
                      ) : (
                        column?.header
                      )}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <tr
                  key={row.id}
                  className={css.row}
                  aria-rowindex={item.index + 2}
                  data-current={item.index === current}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={(event) => {
                    // What is a link or a button in the row does what it says.
                    if ((event.target as Element).closest("a, button, input, label")) return;
                    setAt(item.index);
                    onOpen(row.id);
                  }}
                >
                  {row.getVisibleCells().map((cell) => (
                    <td key={cell.id} className={css.cell} style={width(cell.column.id)}>
                      {byId.get(cell.column.id)?.cell(row.original)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <div className={css.foot}>
        <span role="status">
          {pages.total !== undefined && rows.length < pages.total
            ? t("list.loaded", { loaded: rows.length, total: pages.total })
            : t("list.rows", { count: rows.length })}
        </span>
        <Group gap={4} wrap="nowrap">
          <Popover position="top-end" withinPortal>
            <Popover.Target>
              <Button size="compact-sm" variant="subtle" leftSection={<IconColumns size={14} aria-hidden />}>
                {t("action.columns")}
              </Button>
            </Popover.Target>
            <Popover.Dropdown>
              <Stack gap="xs">
                {columns.map((column) => (
                  <Checkbox
                    key={column.id}
                    size="xs"
                    label={column.header}
                    checked={columnVisibility[column.id] !== false}
                    onChange={(event) => {
                      const { checked } = event.currentTarget;
                      setColumnVisibility((before) => ({ ...before, [column.id]: checked }));
                    }}
                  />
                ))}
              </Stack>
            </Popover.Dropdown>
          </Popover>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => void save()}
          >
            {t("action.csv")}
          </Button>
        </Group>
      </div>
    </div>
  );
}
