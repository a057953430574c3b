import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDay } from "../../data/day";
import { usePages } from "../../data/pages";
import { channelPath } from "../../parts/addresses";
import { DataTable } from "../../parts/DataTable";
import { Link, useTo } from "../../parts/Link";
import { useListAddress } from "../../parts/listAddress";
import { PageHead } from "../../parts/PageHead";
import { Sheet } from "../../parts/Sheet";
import { SidePanel, Split } from "../../parts/SidePanel";
import { Empty } from "../../parts/states";
import { useAlertsHeard } from "../alerts/changed";
import { ChannelEdit } from "./ChannelEdit";
import { ChannelPanel } from "./ChannelPanel";
import { useChannelColumns } from "./columns";
import { ChannelsQuery } from "./queries";

/** Where alerts are sent, which, and when. */
export default function Channels() {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();
  const { asOf } = useDay();
  const address = useListAddress();
  const go = useNavigate();
  const keep = useTo();
  const columns = useChannelColumns(address.hrefOf);
  const pages = usePages(ChannelsQuery, {}, (data) => data.channels);
  useAlertsHeard();
  const { open } = address;
  const opened = pages.rows.find(({ key }) => key === open);
  const adding = address.one("edit") === "new";
  const add = (is: boolean) => address.set("edit", is ? ["new"] : [], { replace: true });
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => add(true)}>
      {t("new")}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t("title")}
        lead={asOf ? t("leadNow") : t("lead")}
        actions={
          <>
            <Button variant="default" component={Link} to="/alerts">
              {common("nav.alerts")}
            </Button>
            {pages.rows.length > 0 && addButton}
          </>
        }
      />
      <Split
        list={
          <DataTable
            name="channels"
            label={t("title")}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.key}
            open={open}
            onOpen={address.onOpen}
            onEnter={(key) => go(keep(channelPath(key)))}
            keys={[{ key: "e", does: (row) => go(keep(`${channelPath(row.key)}?edit=1`)) }]}
            empty={
              <Empty title={t("none")} action={addButton}>
                {t("noneHint")}
              </Empty>
            }
          />
        }
        panel={
          open && (
            <SidePanel
              label={t("panel", { name: opened?.title ?? open })}
              page={channelPath(open)}
              onClose={() => address.onOpen(undefined)}
            >
              <ChannelPanel key={open} of={open} />
            </SidePanel>
          )
        }
      />
      <Sheet opened={adding} onClose={() => add(false)} title={t("form.createTitle")}>
        <ChannelEdit
          channel={undefined}
          onDone={() => add(false)}
          onSaved={({ key }) => void go(keep(channelPath(key)))}
        />
      </Sheet>
    </>
  );
}
