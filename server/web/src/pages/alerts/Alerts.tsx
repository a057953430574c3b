import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { alertPath } from "../../parts/addresses";
import { DataTable } from "../../parts/DataTable";
import { Filters } from "../../parts/Filters";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { usePlain } from "../../parts/plain";
import { Split } from "../../parts/SidePanel";
import { useSelection } from "../../parts/selection";
import { Empty } from "../../parts/states";
import { Views } from "../../parts/Views";
import { useChannelNames } from "../channels/useChannelNames";
import { AlertPanel } from "./AlertPanel";
import css from "./Alerts.module.css";
import { aboutOf } from "./cause";
import { useAlertsHeard } from "./changed";
import { useAlertColumns } from "./columns";
import { asked, matches, NAMES, narrowed } from "./filters";
import { GivenUp } from "./GivenUp";
import { NoteDialog } from "./NoteDialog";
import type { Row } from "./queries";
import { SelectedBar } from "./SelectedBar";
import { SnoozeDialog } from "./SnoozeDialog";
import { useAlertFilters } from "./useAlertFilters";
import { useAlerts } from "./useAlerts";
import { isOver, type Seen, useSeeTo } from "./useSeeTo";
import { ORDERS, USUAL } from "./walk";

/** What people were told, what nobody has seen to first. */
export default function Alerts() {
  const { t } = useTranslation("alerts");
  const { asOf } = useDay();
  const address = useListAddress(ORDERS);
  const order = address.order ?? USUAL;
  const go = useNavigate();
  const keep = useTo();
  const plain = usePlain();
  const filters = useAlertFilters();
  useAlertsHeard();
  const passes = useMemo(
    () =>
      matches(address, (row) =>
        [plain(row.title), row.title, aboutOf(row)?.title, row.number, ...row.owners].join(" "),
      ),
    [address, plain],
  );
  const { pages, searched, further } = useAlerts(asked(address), order, passes);
  const keyOf = (row: Row) => String(row.number);
  const selection = useSelection(useMemo(() => pages.rows.map(({ number }) => String(number)), [pages.rows]));
  const columns = useAlertColumns(selection, address.hrefOf);
  const { acknowledge, acknowledgeNow, snooze, reopen } = useSeeTo();
  const [snoozing, setSnoozing] = useState<readonly Seen[]>([]);
  const [noting, setNoting] = useState<Seen>();
  const presets = useMemo(
    () => [
      { name: t("views.open"), query: "state=OPEN" },
      { name: t("views.grave"), query: "state=OPEN&severity=HIGH" },
      { name: t("views.deadlines"), query: "kind=DEADLINE&state=OPEN" },
      { name: t("views.seen"), query: "state=ACKNOWLEDGED" },
    ],
    [t],
  );
  const { open } = address;

  /** What is selected, or the one: without those to which nothing is to be said any more. */
  const meant = (row?: Row): Row[] => {
    const selected = pages.rows.filter((each) => selection.has(keyOf(each)));
    return (selected.length > 0 || !row ? selected : [row]).filter((each) => !isOver(each));
  };
  /** What was seen to makes room for what is next. */
  const onward = (done: readonly Seen[]) => {
    selection.clear();
    if (!open || !done.some(({ number }) => String(number) === open)) return;
    const at = pages.rows.findIndex((row) => keyOf(row) === open);
    const next = pages.rows.slice(at + 1).find((row) => row.state === "OPEN" && !done.includes(row));
    if (next) address.onOpen(keyOf(next));
  };
  const seen = async (rows: readonly Row[]) => {
    const wanted = rows.filter(({ state }) => state !== "ACKNOWLEDGED");
    if (wanted.length > 0 && (await acknowledgeNow(wanted))) onward(wanted);
  };

  return (
    <>
      <PageHead
        title={t("title")}
        lead={asOf ? t("leadNow") : address.order ? t("lead") : `${t("lead")} ${t("leadOrder")}`}
        actions={
          <Button variant="default" component={Link} to="/channels">
            {t("noneAction")}
          </Button>
        }
      />
      <Views list="alerts" all={t("all")} presets={presets} />
      <Filters filters={filters} address={address} />
      <GivenUp />
      {pages.rows.length > 0 && <NobodyTold />}
      {searched !== undefined && (
        <p className={css.marks} role="status">
          <span className="quiet">{t("filter.searched", { count: searched })}</span>
          <Button size="compact-sm" variant="subtle" onClick={further}>
            {t("filter.searchOn")}
          </Button>
        </p>
      )}
      <SelectedBar
        of={selection}
        onAcknowledge={() => void seen(meant())}
        onSnooze={() => setSnoozing(meant())}
      />
      <Split
        list={
          <DataTable
            name="alerts"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={keyOf}
            order={order}
            onOrder={address.onOrder}
            open={open}
            onOpen={address.onOpen}
            onEnter={(key) => go(keep(alertPath(key)))}
            keys={[
              { key: "x", does: (row) => selection.toggle(keyOf(row)) },
              { key: "shift+x", does: (row) => selection.toggle(keyOf(row), true) },
              { key: "a", does: (row) => void seen(meant(row)) },
              { key: "s", does: (row) => setSnoozing(meant(row)) },
            ]}
            empty={<None filtered={narrowed(address)} onClear={() => address.clear(["text", ...NAMES])} />}
          />
        }
        panel={
          open && (
            <AlertPanel
              number={open}
              onClose={() => address.onOpen(undefined)}
              onAcknowledge={(row) => void seen([row])}
              onSnooze={(row) => setSnoozing([row])}
              onReopen={(row) => void reopen([row])}
              onNote={setNoting}
            />
          )
        }
      />
      <SnoozeDialog
        alerts={snoozing}
        onClose={() => setSnoozing([])}
        snooze={async (rows, until) => {
          const fault = await snooze(rows, until);
          if (!fault) onward(rows);
          return fault;
        }}
      />
      <NoteDialog alert={noting} onClose={() => setNoting(undefined)} acknowledge={acknowledge} />
    </>
  );
}

/** Said while there is no channel: what stands here goes to nobody. */
function NobodyTold() {
  const { t } = useTranslation("alerts");
  const names = useChannelNames();
  if (!names || names.size > 0) return null;
  return (
    <section className={css.note} aria-labelledby="nobody-told">
      <div>
        <h2 id="nobody-told">{t("noChannel.title")}</h2>
        <p className="quiet">{t("noChannel.text")}</p>
      </div>
      <Button size="xs" component={Link} to="/channels?edit=new">
        {t("noChannel.action")}
      </Button>
    </section>
  );
}

function None({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation("alerts");
  const { t: common } = useTranslation();
  if (filtered) {
    return (
      <Empty
        title={common("state.noMatch")}
        action={
          <Button variant="default" onClick={onClear}>
            {common("action.clearFilters")}
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      title={t("none")}
      action={
        <Button variant="default" component={Link} to="/channels">
          {t("noneAction")}
        </Button>
      }
    >
      {t("noneHint")}
    </Empty>
  );
}
