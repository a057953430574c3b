import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import type { FlowOrderField } from "../../gql/graphql";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { RecordList } from "../../parts/RecordList";
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
  const opened = pages.rows.find(({ key }) => key === address.open);
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
      <RecordList
        name="flows"
        label={t("list.label")}
        all={t("views.all")}
        presets={presets}
        filters={filters}
        address={address}
        filtered={Object.keys(filter).length > 0}
        columns={columns}
        pages={pages}
        order={order}
        keys={[{ key: "v", does: (row) => void verify(row) }]}
        empty={{ title: t("empty.title"), text: t("empty.text"), action: t("empty.action") }}
        panelLabel={(open) => t("panel", { name: opened ? nameOf(opened) : open })}
        panel={(open) => <FlowPanel of={open} />}
      />
    </>
  );
}
