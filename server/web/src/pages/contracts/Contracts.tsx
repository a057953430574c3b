import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { today, useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { ContractOrderField } from "../../gql/graphql";
import { Link } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { RecordList } from "../../parts/RecordList";
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
      <RecordList
        name="contracts"
        label={t("title")}
        all={t("all")}
        presets={presets}
        filters={filters}
        address={address}
        filtered={Object.keys(filter).length > 0}
        columns={columns}
        pages={pages}
        order={order}
        empty={{ title: t("empty"), text: t("emptyHint"), action: common("nav.register") }}
        panelLabel={(open) => t("open", { name: open })}
        panel={(open) => <ContractPanel key={open} of={open} />}
      />
    </>
  );
}
