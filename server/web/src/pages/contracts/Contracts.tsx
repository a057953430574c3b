import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { today, useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { ContractOrderField } from "../../gql/graphql";
import { DataTable } from "../../parts/DataTable";
import { Filters } from "../../parts/Filters";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { NoRows } from "../../parts/NoRows";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Views } from "../../parts/Views";
import { ContractPanel } from "./ContractPanel";
import { useColumns } from "./columns";
import { contractFilter, ORDERS } from "./filters";
import { useContractFilters } from "./useContractFilters";

const ContractsQuery = graphql(`
  query Contracts($filter: ContractFilter!, $orderBy: ContractOrder!, $on: Date, $first: Int!, $after: String) {
    contracts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...ContractRow }
    }
  }
`);

/** The contracts: with whom, in force or not, and until when one can still say no. */
export default function Contracts() {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const address = useListAddress(ORDERS);
  const { day, asOf } = useDay();
  const go = useNavigate();
  const keep = useTo();
  const filters = useContractFilters(address);
  const columns = useColumns(day);
  const order = address.order ?? { field: "NAME", direction: "ASC" };
  const filter = contractFilter(address, day, today());
  const pages = usePages(
    ContractsQuery,
    {
      filter,
      orderBy: { field: order.field as ContractOrderField, direction: order.direction },
      ...(asOf && { on: asOf }),
    },
    (data) => data.contracts,
  );
  const page = (key: string) => keep(`/contracts/${key}`);
  const { open } = address;
  const presets = useMemo(
    () => [
      { name: t("views.notice"), query: "notice=90&sort=NOTICE_DEADLINE" },
      { name: t("views.ending"), query: "ends=180&sort=LAST_DAY" },
      { name: t("views.inForce"), query: "live=yes" },
      { name: t("views.processing"), query: "kind=DATA_PROCESSING_AGREEMENT&live=yes" },
    ],
    [t],
  );
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button variant="default" component={Link} to="/register">
            {common("nav.register")}
          </Button>
        }
      />
      <Views list="contracts" all={t("all")} presets={presets} />
      <Filters filters={filters} address={address} />
      <Split
        list={
          <DataTable
            name="contracts"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.key}
            order={order}
            onOrder={address.onOrder}
            open={open}
            onOpen={address.onOpen}
            onEnter={(key) => go(page(key))}
            keys={[{ key: "e", does: (row) => go(page(`${row.key}?edit=1`)) }]}
            empty={
              <NoRows
                filtered={Object.keys(filter).length > 0}
                address={address}
                names={filters.map(({ id }) => id)}
                title={t("empty")}
                action={common("nav.register")}
                to="/register"
              >
                {t("emptyHint")}
              </NoRows>
            }
          />
        }
        panel={
          open && (
            <SidePanel
              label={t("open", { name: open })}
              page={`/contracts/${open}`}
              onClose={() => address.onOpen(undefined)}
            >
              <ContractPanel key={open} of={open} />
            </SidePanel>
          )
        }
      />
    </>
  );
}
