import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { CombinedError } from "urql";
import { useAsk } from "../../data/live";
import css from "../../edit/EditForm.module.css";
import { channelPath } from "../../parts/addresses";
import { useTo } from "../../parts/Link";
import { Failure } from "../../parts/states";
import { type Channel, EscalationsQuery } from "./queries";
import { useChannelActions } from "./useChannelActions";

/** Asks before a channel is removed: what is lost, and what stands in the way. */
export function RemoveChannel({
  channel,
  onKeep,
  onRemoved,
}: {
  channel: Channel;
  onKeep: () => void;
  /** Before the page is left that shows it. */
  onRemoved: () => void;
}) {
  const { t, i18n } = useTranslation("channels");
  const { t: common } = useTranslation();
  const { discard } = useChannelActions();
  const go = useNavigate();
  const keep = useTo();
  const { pathname } = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const all = useAsk(EscalationsQuery, {}).data?.channels.nodes ?? [];
  const by = all.filter(({ escalation }) => escalation?.to === channel.key).map(({ title }) => title);
  const sure = async () => {
    setBusy(true);
    const failed = await discard(channel);
    setBusy(false);
    if (failed) return setError(failed);
    onRemoved();
    void go(keep(pathname === channelPath(channel.key) ? "/channels" : pathname));
  };
  return (
    <Stack gap="md" maw="42rem">
      <h2>{t("form.remove.title", { name: channel.title })}</h2>
      <p>{t("form.remove.text")}</p>
      {by.length > 0 && (
        <p role="status">
          {t("form.remove.used", {
            channels: new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(by),
          })}
        </p>
      )}
      {error && <Failure error={error} saving />}
      <div className={css.buttons}>
        <Button color="red" loading={busy} disabled={by.length > 0} onClick={() => void sure()}>
          {t("form.remove.sure")}
        </Button>
        <Button variant="default" autoFocus onClick={onKeep}>
          {common("action.cancel")}
        </Button>
      </div>
    </Stack>
  );
}
