import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMemo, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { usePages } from "../../data/pages";
import { findingPath } from "../../parts/addresses";
import { DataTable } from "../../parts/DataTable";
import { Filters } from "../../parts/Filters";
import { Link, useTo } from "../../parts/Link";
import { type ListAddress, useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { useSelection } from "../../parts/selection";
import { Empty } from "../../parts/states";
import { Views } from "../../parts/Views";
import { AcceptDialog } from "./AcceptDialog";
import { AssignDialog } from "./AssignDialog";
import { useFindingColumns } from "./columns";
import { FindingPanel } from "./FindingPanel";
import css from "./Findings.module.css";
import { asked, bySeverity, filtersOf, inWords, NAMES, NOBODY, narrowed, type Row } from "./filters";
import { asOrder, ORDERS, USUAL } from "./order";
import { FindingCountsQuery, FindingsQuery } from "./queries";
import { SelectedBar } from "./SelectedBar";
import { Severities } from "./Severities";
import { useAccept } from "./useAccept";
import { useAssign } from "./useAssign";
import { useFindingFilters } from "./useFindingFilters";

/** What the address says now. What is drawn may be a moment behind it, and a second choice must not undo the first. */
const addressed = () => new URLSearchParams(window.location.search);

/** The triage queue: what is wrong, the gravest first. */
export default function Findings() {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const [params] = useSearchParams();
  const address = useFindingsAddress();
  const go = useNavigate();
  const keep = useTo();
  const filters = useMemo(() => filtersOf(params), [params]);
  const narrowing = { asOf: asOf ?? null, ...asked(filters) };
  const order = address.order ?? USUAL;
  const pages = usePages(
    FindingsQuery,
    { ...narrowing, orderBy: asOrder(order) },
    (data) => data.report.findings,
  );
  const { minSeverity: _, ...others } = narrowing;
  const counted = useAsk(FindingCountsQuery, others).data?.report;
  const counts = useMemo(
    () =>
      counted &&
      bySeverity({
        CRITICAL: counted.CRITICAL.totalCount,
        HIGH: counted.HIGH.totalCount,
        MEDIUM: counted.MEDIUM.totalCount,
        LOW: counted.LOW.totalCount,
        INFO: counted.INFO.totalCount,
      }),
    [counted],
  );

  const { open, onOpen, set } = address;
  const clear = () => address.clear(NAMES);
  const choices = useFindingFilters(filters.who);
  const presets = useMemo(
    () => [
      { name: t("views.grave"), query: "severity=high" },
      { name: t("views.nobody"), query: `who=${NOBODY}` },
      { name: t("views.accepted"), query: "state=accepted" },
    ],
    [t],
  );
  const ids = useMemo(() => pages.rows.map(({ id }) => id), [pages.rows]);
  const selection = useSelection(ids);
  const [accepting, setAccepting] = useState<Row[]>([]);
  const [assigning, setAssigning] = useState<Row[]>([]);
  const { accept, reopen } = useAccept();
  const { assign, unassign } = useAssign();
  const selected = () => pages.rows.filter(({ id }) => selection.has(id));
  const askFor = (ask: (findings: Row[]) => void, row?: Row) => {
    if (asOf) {
      notifications.show({ message: t("onlyToday") });
      return;
    }
    const rows = selected();
    // What is open as the address says: what is drawn may be a moment behind, and this must not be about another one.
    const there = addressed().get("open");
    const one = pages.rows.find(({ id }) => id === there) ?? row;
    ask(rows.length > 0 || !one ? rows : [one]);
  };
  const columns = useFindingColumns(selection);

  const empty = narrowed(filters) ? (
    <Empty
      title={t("nothing")}
      action={
        <Button variant="default" onClick={clear}>
          {t("showOpen")}
        </Button>
      }
    />
  ) : counted && counted.accepted.totalCount > 0 ? (
    <Empty
      title={t("noneOpen")}
      action={
        <Button variant="default" onClick={() => set("state", ["accepted"])}>
          {t("showAccepted")}
        </Button>
      }
    >
      {t("noneOpenHint")}
    </Empty>
  ) : (
    <Empty title={t("none")} action={<Link to="/what-if">{t("tryOut")}</Link>}>
      {t("noneHint")}
    </Empty>
  );

  return (
    <>
      <PageHead
        title={t("title")}
        lead={
          counted && (
            <>
              {t("lead", { open: counted.open.totalCount, accepted: counted.accepted.totalCount })}
              {!address.order && ` ${t("leadOrder")}`}
              {!counted.complete && ` ${t("leadPart")}`}
            </>
          )
        }
        actions={<KeysHint />}
      />
      <Views list="findings" all={t("views.open")} presets={presets} />
      <Filters filters={choices} address={address} besides={["severity"]} words="q">
        <Severities
          chosen={filters.severity}
          counts={counts}
          onChoose={(severity) =>
            set("severity", severity ? [severity.toLowerCase()] : [], { replace: true })
          }
        />
      </Filters>
      <SelectedBar
        of={selection}
        mayAccept={!asOf}
        onAccept={() => askFor(setAccepting)}
        onAssign={() => askFor(setAssigning)}
      />
      <Split
        list={
          <DataTable
            name="findings"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.id}
            order={order}
            onOrder={address.onOrder}
            open={open}
            onOpen={onOpen}
            onEnter={(key) => go(keep(findingPath(key)))}
            empty={empty}
            keys={[
              { key: "x", does: (row) => selection.toggle(row.id) },
              { key: "shift+x", does: (row) => selection.toggle(row.id, true) },
              { key: "a", does: (row) => askFor(setAccepting, row) },
              { key: "s", does: (row) => askFor(setAssigning, row) },
            ]}
          />
        }
        panel={
          open && (
            <FindingPanel
              id={open}
              onClose={() => onOpen(undefined)}
              onAccept={(row) => setAccepting([row])}
              onAssign={(row) => setAssigning([row])}
              onReopen={(row) => void reopen([row.id])}
              onUnassign={(row) => void unassign([row])}
            />
          )
        }
      />
      <AcceptDialog
        findings={accepting}
        onClose={() => setAccepting([])}
        accept={async (ids, acceptance) => {
          // What is accepted leaves the list: its neighbour is next.
          const at = pages.rows.findIndex(({ id }) => id === open);
          const next = pages.rows.slice(at + 1).find(({ id }) => !ids.includes(id));
          const fault = await accept(ids, acceptance);
          if (fault) return fault;
          selection.clear();
          if (open && ids.includes(open) && filters.state === "OPEN") onOpen(next?.id);
          return undefined;
        }}
      />
      <AssignDialog
        findings={assigning}
        onClose={() => setAssigning([])}
        assign={async (findings, assignment) => {
          const fault = await assign(findings, assignment);
          if (!fault) selection.clear();
          return fault;
        }}
      />
    </>
  );
}

/** The address of the list, whose words may stand there in capitals. */
function useFindingsAddress(): ListAddress {
  const address = useListAddress(ORDERS);
  return useMemo(() => ({ ...address, all: (name: string) => inWords(name, address.all(name)) }), [address]);
}

function KeysHint() {
  const { t } = useTranslation("findings");
  return (
    <p className={css.keys}>
      <Trans
        t={t}
        i18nKey="keys"
        components={[
          <kbd key="j" />,
          <kbd key="k" />,
          <kbd key="o" />,
          <kbd key="x" />,
          <kbd key="a" />,
          <kbd key="s" />,
        ]}
      />
    </p>
  );
}
