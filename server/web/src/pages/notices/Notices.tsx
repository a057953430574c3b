import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { NoticeListQuery, NoticeOrderField } from "../../gql/graphql";
import { DataTable } from "../../parts/DataTable";
import { type Filter, Filters } from "../../parts/Filters";
import { useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { Empty } from "../../parts/states";
import { Views } from "../../parts/Views";
import { NEW } from "../promises/address";
import { useNoticeColumns } from "./columns";
import { NoticeEditPanel } from "./NoticeForm";
import { NoticePanel } from "./NoticePanel";

const ListQuery = graphql(`
  query NoticeList($filter: NoticeFilter, $orderBy: NoticeOrder, $asOf: Date, $first: Int, $after: String) {
    notices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        key
        title
        by { key name }
        systems { key }
        effectiveOn
        lastDay
        inForce(on: $asOf)
        audience { subjects regions }
        findings(asOf: $asOf, first: 1) { totalCount }
      }
    }
  }
`);

const ORDERS: readonly NoticeOrderField[] = ["KEY", "TITLE", "EFFECTIVE_ON", "CHANGED"];

/** The privacy notices: who gives which, and from when to when. */
export default function Notices() {
  const { t } = useTranslation("notices");
  const address = useListAddress(ORDERS);
  const { asOf, day } = useDay();
  const go = useNavigate();
  const keep = useTo();
  const filters = useFilters();
  const { one, open, onOpen, set, change } = address;
  const edit = one("edit");
  const onEdit = (key: string | undefined) => set("edit", key ? [key] : []);
  const order = address.order ?? { field: "EFFECTIVE_ON", direction: "DESC" };
  const filter = {
    text: one("text") ?? null,
    by: one("by") ?? null,
    system: one("system") ?? null,
    inForceOn: one("live") === "yes" ? day : null,
  };
  const pages = usePages(
    ListQuery,
    {
      filter,
      orderBy: { field: order.field as NoticeOrderField, direction: order.direction },
      asOf: asOf ?? null,
    },
    (data: NoticeListQuery) => data.notices,
  );
  const columns = useNoticeColumns();
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onEdit(NEW)}>
            {t("add")}
          </Button>
        }
      />
      <Views
        list="notices"
        all={t("views.all")}
        presets={[{ name: t("views.inForce"), query: "live=yes" }]}
      />
      <Filters filters={filters} address={address} />
      <Split
        panel={
          edit ? (
            <NoticeEditPanel
              key={edit}
              of={edit}
              onClose={() => onEdit(undefined)}
              onSaved={(key) => change({ edit: [], open: [key] })}
            />
          ) : open ? (
            <NoticePanel of={open} onClose={() => onOpen(undefined)} onEdit={() => onEdit(open)} />
          ) : undefined
        }
        list={
          <DataTable
            name="notices"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={({ key }) => key}
            order={order}
            onOrder={address.onOrder}
            open={open}
            onOpen={(key) => change({ edit: [], open: key ? [key] : [] }, { replace: open !== undefined })}
            onEnter={(key) => void go(keep(`/notices/${encodeURIComponent(key)}`))}
            keys={[{ key: "e", does: ({ key }) => onEdit(key) }]}
            empty={
              Object.values(filter).some((value) => value !== null) ? (
                <Empty title={t("noMatch")} />
              ) : (
                <Empty
                  title={t("empty.title")}
                  action={<Button onClick={() => onEdit(NEW)}>{t("add")}</Button>}
                >
                  {t("empty.hint")}
                </Empty>
              )
            }
          />
        }
      />
    </>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation("notices");
  return useMemo(
    () => [
      {
        id: "live",
        label: t("views.inForce"),
        kind: "one",
        pinned: true,
        options: [{ value: "yes", label: t("filter.onDay") }],
      },
      { id: "by", label: t("column.by"), kind: "party", pinned: true },
      { id: "system", label: t("filter.system"), kind: "party" },
    ],
    [t],
  );
}
