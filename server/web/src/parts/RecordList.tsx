import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { Pages } from "../data/pages";
import type { Column, Order } from "./columns";
import { DataTable } from "./DataTable";
import { type Filter, Filters } from "./Filters";
import { useTo } from "./Link";
import type { ListAddress } from "./listAddress";
import { NoRows } from "./NoRows";
import { SidePanel, Split } from "./SidePanel";
import type { SavedView } from "./savedViews";
import { Views } from "./Views";

interface Props<Row> {
  /** Names the list, and its address: `/parties`. */
  name: string;
  label: string;
  /** What the list is called without any filter. */
  all: string;
  presets: readonly SavedView[];
  filters: readonly Filter[];
  address: ListAddress;
  /** Whether the address leaves some out. */
  filtered: boolean;
  columns: Column<Row>[];
  pages: Pages<Row>;
  order: Order;
  keys?: { key: string; does: (row: Row) => void }[];
  /** What a list without rows says, and the action that makes the first. */
  empty: { title: string; text: string; action: string };
  panelLabel: (key: string) => string;
  panel: (key: string) => ReactNode;
}

/** A list of records that have pages: its views and filters, the rows, and what is open beside them. `e` edits. */
export function RecordList<Row extends { key: string }>({
  name,
  label,
  all,
  presets,
  filters,
  address,
  filtered,
  columns,
  pages,
  order,
  keys = [],
  empty,
  panelLabel,
  panel,
}: Props<Row>) {
  const go = useNavigate();
  const keep = useTo();
  const { open, onOpen, onOrder } = address;
  const page = (key: string) => `/${name}/${key}`;
  return (
    <>
      <Views list={name} all={all} presets={presets} />
      <Filters filters={filters} address={address} />
      <Split
        list={
          <DataTable
            name={name}
            label={label}
            columns={columns}
            pages={pages}
            rowKey={({ key }) => key}
            order={order}
            onOrder={onOrder}
            open={open}
            onOpen={onOpen}
            onEnter={(key) => go(keep(page(key)))}
            keys={[{ key: "e", does: ({ key }) => go(keep(`${page(key)}?edit=1`)) }, ...keys]}
            empty={
              <NoRows
                filtered={filtered}
                address={address}
                names={filters.map(({ id }) => id)}
                title={empty.title}
                action={empty.action}
                to="/register"
              >
                {empty.text}
              </NoRows>
            }
          />
        }
        panel={
          open && (
            <SidePanel label={panelLabel(open)} page={page(open)} onClose={() => onOpen(undefined)}>
              {panel(open)}
            </SidePanel>
          )
        }
      />
    </>
  );
}
