import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactElement, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { type Column, widthOf } from "./columns";
import css from "./DataTable.module.css";

export const ROW = 38;
/** Rows that are drawn before they come into view, where the list is scrolled to, and after they have left it. */
const AHEAD = 9;
const BEHIND = 3;

/** Brings a row into view. */
export interface Reach {
  reach: (index: number) => void;
}

interface Rows<Row> {
  /** What scrolls. */
  frame: HTMLElement | null;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** The place of the row that keys are about. */
  current: number;
  /** Must stay the same from one drawing to the next, or all rows are drawn again. */
  onPick: (index: number, key: string) => void;
  /** Rows that come near the end of what is loaded ask for more. */
  more: (() => void) | undefined;
  ref: Ref<Reach>;
}

/** How far down a list is scrolled to show a row whole, as little as need be; where it moves no row is cut at its start. */
export function reached(index: number, top: number, room: number): number {
  const start = index * ROW;
  if (start < top) return start;
  return start + ROW > top + room ? Math.ceil((start + ROW - room) / ROW) * ROW : top;
}

/** The rows in view. Scrolling draws only those that come into it. */
export function TableRows<Row extends object>({
  frame,
  rows,
  rowKey,
  columns,
  current,
  onPick,
  more,
  ref,
}: Rows<Row>) {
  const towards = useRef<"forward" | "backward">("forward");
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame,
    estimateSize: () => ROW,
    overscan: BEHIND,
    // What is drawn is laid out and painted at each step, in view or not: few rows where nobody is going.
    rangeExtractor: (range) => {
      const back = towards.current === "backward";
      return defaultRangeExtractor({
        ...range,
        startIndex: Math.max(0, range.startIndex - (back ? AHEAD - BEHIND : 0)),
        endIndex: Math.min(range.count - 1, range.endIndex + (back ? 0 : AHEAD - BEHIND)),
      });
    },
  });
  towards.current = virtual.scrollDirection ?? towards.current;
  useImperativeHandle(
    ref,
    () => ({
      reach: (index) => {
        const head = frame?.querySelector("thead")?.offsetHeight ?? 0;
        if (frame) frame.scrollTop = reached(index, frame.scrollTop, frame.clientHeight - head);
      },
    }),
    [frame],
  );
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && rows.length > 0 && last >= rows.length - 30) more();
  }, [more, last, rows.length]);
  return (
    <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ index, start }) => {
        const row = rows[index];
        if (!row) return null;
        const key = rowKey(row);
        return (
          <TableRow
            key={key}
            id={key}
            row={row}
            columns={columns}
            index={index}
            start={start}
            isCurrent={index === current}
            onPick={onPick}
          />
        );
      })}
    </tbody>
  );
}

interface OneRow<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  index: number;
  start: number;
  isCurrent: boolean;
  onPick: (index: number, key: string) => void;
}

const TableRow = memo(function TableRow<Row>({
  id,
  row,
  columns,
  index,
  start,
  isCurrent,
  onPick,
}: OneRow<Row>) {
  return (
    <tr
      className={css.row}
      aria-rowindex={index + 2}
      data-current={isCurrent}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => {
        // What is a link or a button in the row does what it says.
        if (!(event.target as Element).closest("a, button, input, label")) onPick(index, id);
      }}
    >
      {columns.map((column) => (
        <td key={column.id} className={css.cell} data-short={column.short} style={widthOf(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: OneRow<Row>) => ReactElement;
