import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useTermName } from "../../data/terms";
import { type Column, DataTable } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { CertaintyChip, TermList, useDurationWords, VerdictMark } from "../../parts/marks";
import type { MapState } from "./address";
import type { Sharing } from "./model";
import { useSayCoverage } from "./say";
import css from "./Table.module.css";
import { rowsOf, type SharingRow, sorted } from "./table";

/** The same as the picture, a line for each sharing. */
export function SharingTable({
  sharing,
  state,
  change,
  onParty,
}: {
  sharing: Sharing;
  state: MapState;
  change: (to: Partial<MapState>, options?: { replace?: boolean }) => void;
  onParty: (key: string) => void;
}) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const name = useTermName();
  const say = useSayCoverage();
  const duration = useDurationWords();
  const go = useNavigate();
  const keep = useTo();
  const rows = useMemo(() => sorted(rowsOf(sharing), state.sort), [sharing, state.sort]);
  const names = (taxonomy: "CATEGORY" | "PURPOSE" | "REGION", keys: readonly string[]) =>
    keys.map((key) => name(taxonomy, key)).join("; ");
  const party = (key: string, name: string) => (
    <button type="button" className={css.party} onClick={() => onParty(key)}>
      {name}
    </button>
  );
  const tier = ({ recipient }: SharingRow) =>
    recipient.own ? t("tier.own") : recipient.hops === null ? t("tier.none") : String(recipient.hops);
  const columns: Column<SharingRow>[] = [
    {
      id: "source",
      header: t("table.source"),
      width: 13,
      order: "source",
      cell: ({ source }) => party(source.key, source.name),
      text: ({ source }) => source.name,
    },
    {
      id: "recipient",
      header: t("table.recipient"),
      width: 13,
      order: "recipient",
      cell: ({ recipient }) => party(recipient.key, recipient.name),
      text: ({ recipient }) => recipient.name,
    },
    {
      id: "verdict",
      header: t("table.verdict"),
      width: 8,
      order: "verdict",
      cell: ({ hop }) => <VerdictMark verdict={hop.verdict} />,
      text: ({ hop }) => common(`verdict.${hop.verdict}`),
    },
    {
      id: "contract",
      header: t("table.contract"),
      width: 15,
      order: "contract",
      cell: ({ hop }) => (
        <>
          {say(hop)}
          {hop.contracts[0] && (
            <>
              {" · "}
              <Link to={`/contracts/${hop.contracts[0].key}`}>{hop.contracts[0].title}</Link>
            </>
          )}
        </>
      ),
      text: ({ hop }) => [say(hop), ...hop.contracts.map(({ title }) => title)].join("; "),
    },
    {
      id: "categories",
      header: t("table.categories"),
      width: 15,
      cell: ({ hop }) =>
        hop.categories.length > 0 ? (
          <TermList taxonomy="CATEGORY" keys={hop.categories.map(({ term }) => term)} most={3} />
        ) : (
          <span className="quiet">{t("carries.nothing")}</span>
        ),
      text: ({ hop }) => hop.categories.map(({ name }) => name).join("; "),
    },
    {
      id: "certainty",
      header: t("table.certainty"),
      width: 6,
      cell: ({ hop }) => hop.certainty && <CertaintyChip certainty={hop.certainty} />,
      text: ({ hop }) => hop.certainty && common(`certainty.${hop.certainty}`),
    },
    { id: "tier", header: t("table.tier"), width: 6, order: "tier", cell: tier, text: tier },
    {
      id: "purposes",
      header: t("table.purposes"),
      width: 14,
      hidden: true,
      cell: ({ hop }) => <TermList taxonomy="PURPOSE" keys={hop.purposes} most={2} />,
      text: ({ hop }) => names("PURPOSE", hop.purposes),
    },
    {
      id: "regions",
      header: t("table.regions"),
      width: 9,
      cell: ({ hop }) => <TermList taxonomy="REGION" keys={hop.regions} most={2} />,
      text: ({ hop }) => names("REGION", hop.regions),
    },
    {
      id: "retention",
      header: t("table.retention"),
      width: 7,
      hidden: true,
      cell: ({ hop }) => hop.retention && duration(hop.retention),
      text: ({ hop }) => hop.retention && duration(hop.retention),
    },
  ];
  return (
    <DataTable
      name="map"
      label={t("table.label")}
      columns={columns}
      pages={{
        rows,
        total: rows.length,
        hasMore: false,
        error: undefined,
        fetching: false,
        more: () => {},
        all: async () => rows,
      }}
      rowKey={({ hop }) => hop.key}
      order={state.sort as { field: string; direction: "ASC" | "DESC" } | undefined}
      onOrder={(sort) => change({ sort }, { replace: true })}
      open={state.open?.kind === "flow" ? state.open.key : undefined}
      onOpen={(key) => change({ open: key === undefined ? undefined : { kind: "flow", key } })}
      onEnter={(key) => go(keep(`/flows/${encodeURIComponent(key)}`))}
      empty={<p className="quiet">{t("table.empty")}</p>}
    />
  );
}
