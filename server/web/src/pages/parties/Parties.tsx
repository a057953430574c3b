import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import type { PartyOrderField } from "../../gql/graphql";
import { DataTable } from "../../parts/DataTable";
import { type Filter, Filters } from "../../parts/Filters";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { NoRows } from "../../parts/NoRows";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Views } from "../../parts/Views";
import { usePartyColumns } from "./columns";
import { partyFilter } from "./filter";
import { PartyPanel } from "./PartyPanel";
import { KINDS, ORDERS, PartiesQuery, STATUSES } from "./query";

export default function Parties() {
  const { t } = useTranslation("parties");
  const address = useListAddress(ORDERS);
  const { asOf } = useDay();
  const go = useNavigate();
  const keep = useTo();
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
  const page = (key: string) => keep(`/parties/${key}`);
  const { open } = address;
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
      <Views
        list="parties"
        all={t("views.all")}
        presets={[
          { name: t("views.others"), query: "kind=VENDOR&kind=PARTNER" },
          { name: t("views.ours"), query: "own=yes" },
          { name: t("views.over"), query: "status=OFFBOARDED" },
        ]}
      />
      <Filters filters={filters} address={address} />
      <Split
        list={
          <DataTable
            name="parties"
            label={t("list.label")}
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
              label={t("panel", { name: pages.rows.find(({ key }) => key === open)?.name ?? open })}
              page={`/parties/${open}`}
              onClose={() => address.onOpen(undefined)}
            >
              <PartyPanel of={open} />
            </SidePanel>
          )
        }
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
