import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import type { FlowOrderField } from "../../gql/graphql";
import { DataTable } from "../../parts/DataTable";
import { Filters } from "../../parts/Filters";
import { useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { NoRows } from "../../parts/NoRows";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Views } from "../../parts/Views";
import { useFlowColumns } from "./columns";
import { FlowPanel } from "./FlowPanel";
import { flowFilter } from "./flow";
import { FlowsQuery, ORDERS } from "./query";
import { useFlowActions } from "./useFlowActions";
import { useFlowFilters } from "./useFlowFilters";

export default function Flows() {
  const { t } = useTranslation("flows");
  const address = useListAddress(ORDERS);
  const { asOf, day } = useDay();
  const go = useNavigate();
  const keep = useTo();
  const filters = useFlowFilters();
  const columns = useFlowColumns(address.hrefOf);
  const { verify, nameOf } = useFlowActions();
  const order = address.order ?? { field: "KEY", direction: "ASC" };
  const filter = flowFilter(address, day);
  const pages = usePages(
    FlowsQuery,
    {
      filter,
      orderBy: { field: order.field as FlowOrderField, direction: order.direction },
      asOf: asOf ?? null,
    },
    (data) => data.flows,
  );
  const page = (key: string) => keep(`/flows/${key}`);
  const { open } = address;
  const opened = pages.rows.find(({ key }) => key === open);
  const presets = useMemo(
    () => [
      { name: t("views.live"), query: "live=yes" },
      { name: t("views.unverified"), query: "live=yes&unverified=P1Y&sort=VERIFIED_ON" },
      { name: t("views.sold"), query: "live=yes&return=SALE&return=CROSS_CONTEXT_ADVERTISING" },
    ],
    [t],
  );
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Views list="flows" all={t("views.all")} presets={presets} />
      <Filters filters={filters} address={address} />
      <Split
        list={
          <DataTable
            name="flows"
            label={t("list.label")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.key}
            order={order}
            onOrder={address.onOrder}
            open={open}
            onOpen={address.onOpen}
            onEnter={(key) => go(page(key))}
            keys={[
              { key: "e", does: (row) => go(page(`${row.key}?edit=1`)) },
              { key: "v", does: (row) => void verify(row) },
            ]}
            empty={
              <NoRows
                filtered={Object.keys(filter).length > 0}
                address={address}
                names={filters.map(({ id }) => id)}
                title={t("empty.title")}
                action={t("empty.action")}
                to="/register"
              >
                {t("empty.text")}
              </NoRows>
            }
          />
        }
        panel={
          open && (
            <SidePanel
              label={t("panel", { name: opened ? nameOf(opened) : open })}
              page={`/flows/${open}`}
              onClose={() => address.onOpen(undefined)}
            >
              <FlowPanel of={open} />
            </SidePanel>
          )
        }
      />
    </>
  );
}
