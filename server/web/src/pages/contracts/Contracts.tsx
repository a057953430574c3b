import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { today, useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { graphql } from "../../gql";
import type { ContractOrderField } from "../../gql/graphql";
import { DataTable } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Empty } from "../../parts/states";
import { Views } from "../../parts/Views";
import { ContractPanel } from "./ContractPanel";
import css from "./Contracts.module.css";
import { useColumns } from "./columns";
import { Filters, type SetParam } from "./Filters";
import { filterOf, listed as listedOf, sortText } from "./filters";

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
  const { day, asOf } = useDay();
  const [params, setParams] = useSearchParams();
  const go = useNavigate();
  const keep = useTo();
  const listed = listedOf(params);
  const open = params.get("open") ?? undefined;
  const pages = usePages(
    ContractsQuery,
    { filter: filterOf(listed, day, today()), orderBy: listed.order, ...(asOf && { on: asOf }) },
    (data) => data.contracts,
  );
  const set: SetParam = (name, value) =>
    setParams(
      () => {
        // The address as it is: what is typed is said a moment later, and may be overtaken by a press on a view.
        const params = new URLSearchParams(window.location.search);
        params.delete(name);
        for (const one of value === undefined ? [] : typeof value === "string" ? [value] : value)
          params.append(name, one);
        return params;
      },
      { replace: true },
    );
  const clear = (names: readonly string[]) =>
    setParams((params) => {
      for (const name of names) params.delete(name);
      return params;
    });
  const columns = useColumns(day);
  const presets = useMemo(
    () => [
      { name: t("views.notice"), query: "notice=90&sort=NOTICE_DEADLINE" },
      { name: t("views.ending"), query: "ends=180&sort=LAST_DAY" },
      { name: t("views.inForce"), query: "inForce=1" },
      { name: t("views.processing"), query: "kind=DATA_PROCESSING_AGREEMENT&inForce=1" },
    ],
    [t],
  );
  const filtered = Object.keys(filterOf(listed, day, today())).length > 0;
  return (
    <div className={css.page}>
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
      <Filters listed={listed} set={set} onClear={clear} />
      <Split
        list={
          <DataTable
            name="contracts"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.key}
            order={listed.order}
            onOrder={({ field, direction }) =>
              set("sort", sortText({ field: field as ContractOrderField, direction }))
            }
            open={open}
            onOpen={(key) => set("open", key)}
            onEnter={(key) => go(keep(`/contracts/${key}`))}
            empty={
              filtered ? (
                <Empty
                  title={common("state.noMatch")}
                  action={
                    <Button
                      variant="default"
                      onClick={() => clear(["q", "kind", "party", "inForce", "ends", "notice"])}
                    >
                      {common("action.clearFilters")}
                    </Button>
                  }
                />
              ) : (
                <Empty
                  title={t("empty")}
                  action={
                    <Button component={Link} to="/register">
                      {common("nav.register")}
                    </Button>
                  }
                >
                  {t("emptyHint")}
                </Empty>
              )
            }
          />
        }
        panel={
          open !== undefined && (
            <SidePanel
              label={t("open", { name: open })}
              page={`/contracts/${open}`}
              onClose={() => set("open", undefined)}
            >
              <ContractPanel key={open} of={open} />
            </SidePanel>
          )
        }
      />
    </div>
  );
}
