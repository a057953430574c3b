import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import type { PartyOrderField } from "../../gql/graphql";
import type { Filter } from "../../parts/Filters";
import { Link } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { RecordList } from "../../parts/RecordList";
import { usePartyColumns } from "./columns";
import { partyFilter } from "./filter";
import { PartyPanel } from "./PartyPanel";
import { KINDS, ORDERS, PartiesQuery, STATUSES } from "./query";

export default function Parties() {
  const { t } = useTranslation("parties");
  const address = useListAddress(ORDERS);
  const { asOf } = useDay();
  const filters = useFilters();
  const columns = usePartyColumns(address.hrefOf);
  const order = address.order ?? { field: "NAME", direction: "ASC" };
  const filter = partyFilter(address);
  const pages = usePages(
    PartiesQuery,
    {
      filter,
      orderBy: { field: order.field as PartyOrderField, direction: order.direction },
      asOf: asOf ?? null,
    },
    (data) => data.parties,
  );
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button component={Link} to="/register" variant="default">
            {t("empty.action")}
          </Button>
        }
      />
      <RecordList
        name="parties"
        label={t("list.label")}
        all={t("views.all")}
        presets={[
          { name: t("views.others"), query: "kind=VENDOR&kind=PARTNER" },
          { name: t("views.ours"), query: "own=yes" },
          { name: t("views.over"), query: "status=OFFBOARDED" },
        ]}
        filters={filters}
        address={address}
        filtered={Object.keys(filter).length > 0}
        columns={columns}
        pages={pages}
        order={order}
        empty={{ title: t("empty.title"), text: t("empty.text"), action: t("empty.action") }}
        panelLabel={(open) => t("panel", { name: pages.rows.find(({ key }) => key === open)?.name ?? open })}
        panel={(open) => <PartyPanel of={open} />}
      />
    </>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  return useMemo(
    () => [
      {
        id: "kind",
        label: t("filter.kind"),
        kind: "many",
        pinned: true,
        options: KINDS.map((value) => ({ value, label: common(`partyKind.${value}`) })),
      },
      {
        id: "status",
        label: t("filter.status"),
        kind: "many",
        pinned: true,
        options: STATUSES.map((value) => ({ value, label: common(`partyStatus.${value}`) })),
      },
      { id: "country", label: t("filter.country"), kind: "term", taxonomy: "REGION", pinned: true },
      { id: "tag", label: t("filter.tag"), kind: "text", placeholder: t("filter.tagHint") },
      { id: "operator", label: t("filter.operator"), kind: "party" },
      {
        id: "own",
        label: t("filter.own"),
        kind: "one",
        options: [
          { value: "yes", label: t("filter.ours") },
          { value: "no", label: t("filter.others") },
        ],
      },
    ],
    [t, common],
  );
}
