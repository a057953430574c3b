import type { CSSProperties, ReactNode } from "react";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What a file says of it: the words of the cell, all of them, but days and durations as programs read them. A column without is left out of files. */
  text?: (row: Row) => string | number | null | undefined;
  /** In rem; the rest of the width is shared out. */
  width: number;
  /** Its share of the rest: 1 when not said. */
  grow?: number;
  /** Whether whatever it says has room: nothing has to be cut then, which is what drawing a cell costs most. */
  short?: boolean;
  /** The field of the schema's order enum, when the list can be sorted by it. */
  order?: string;
  /** Which way it is sorted first: from the least on when not said. */
  first?: Order["direction"];
  /** Whether it is shown when nobody chose. */
  hidden?: boolean;
}

export interface Order {
  field: string;
  direction: "ASC" | "DESC";
}

/** How wide a cell of a column is. */
export const widthOf = ({ width, grow = 1 }: Pick<Column<never>, "width" | "grow">) =>
  ({ "--width": `${width}rem`, "--grow": grow }) as CSSProperties;
