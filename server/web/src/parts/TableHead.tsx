import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Column, type Order, widthOf } from "./columns";
import css from "./DataTable.module.css";

const turned = (direction: Order["direction"]) => (direction === "ASC" ? "DESC" : "ASC");

/** What the columns of a list are called, and by which it is sorted. */
export function TableHead<Row>({
  columns,
  order,
  onOrder,
}: {
  columns: readonly Column<Row>[];
  order: Order | undefined;
  onOrder: ((order: Order) => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <thead className={css.head}>
      <tr className={css.row}>
        {columns.map((column) => {
          const { order: field, first = "ASC" } = column;
          const sorted = field !== undefined && order?.field === field ? order.direction : undefined;
          return (
            <th
              key={column.id}
              className={css.headCell}
              style={widthOf(column)}
              scope="col"
              aria-sort={sorted && (sorted === "ASC" ? "ascending" : "descending")}
            >
              {field && onOrder ? (
                <button
                  type="button"
                  aria-label={t("list.sort", { column: column.header })}
                  onClick={() => onOrder({ field, direction: sorted ? turned(sorted) : first })}
                >
                  {column.header}
                  {sorted === "ASC" && <IconArrowUp size={14} aria-hidden />}
                  {sorted === "DESC" && <IconArrowDown size={14} aria-hidden />}
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
