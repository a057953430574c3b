import { Button } from "@mantine/core";
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useAsk } from "../../data/live";
import { Detail, Section } from "../../parts/Detail";
import { useEditing } from "../../parts/editing";
import { History } from "../../parts/History";
import { useKeys } from "../../parts/keys";
import { Link } from "../../parts/Link";
import { Missing } from "../../parts/Missing";
import { PageHead } from "../../parts/PageHead";
import { Sheet } from "../../parts/Sheet";
import { Answer } from "../../parts/states";
import { useAlertsHeard } from "../alerts/changed";
import { ChannelEdit } from "./ChannelEdit";
import { ChannelFacts } from "./ChannelFacts";
import css from "./Channels.module.css";
import { PausedMark } from "./columns";
import { Deliveries } from "./Deliveries";
import { KindMark } from "./KindMark";
import { type Channel, ChannelQuery } from "./queries";
import { TestOutcome } from "./TestOutcome";
import { useChannelActions } from "./useChannelActions";
import { useChannelWords } from "./useChannelWords";
import { useTest } from "./useTest";
import { addressWords } from "./words";

/** A channel: what it sends where and when, what was sent, and whether it arrived. */
export default function ChannelPage() {
  const { key = "" } = useParams();
  const asked = useAsk(ChannelQuery, { key });
  useAlertsHeard();
  return (
    <Answer of={asked} title={key}>
      {({ channel }) =>
        channel ? <ChannelThere key={channel.key} of={channel} /> : <Missing kind="channel" of={key} />
      }
    </Answer>
  );
}

function ChannelThere({ of }: { of: Channel }) {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();
  const words = useChannelWords();
  const { pause } = useChannelActions();
  const { tested, test, busy } = useTest(of.key);
  const [editing, edit] = useEditing();
  const send = () => !busy && void test();
  useKeys([["t", send]]);
  return (
    <>
      <p className={css.crumb}>
        <Link to="/channels">{t("title")}</Link>
      </p>
      <PageHead
        title={of.title}
        lead={
          <span className={css.lead}>
            <KindMark kind={of.kind} />
            <span>{addressWords(of, words)}</span>
            {of.paused && <PausedMark />}
          </span>
        }
        actions={
          <>
            <Button
              leftSection={<IconSend size={16} aria-hidden />}
              aria-keyshortcuts="t"
              loading={busy}
              onClick={send}
            >
              {t("act.test")}
            </Button>
            <Button
              variant="default"
              leftSection={
                of.paused ? (
                  <IconPlayerPlay size={16} aria-hidden />
                ) : (
                  <IconPlayerPause size={16} aria-hidden />
                )
              }
              onClick={() => void pause(of)}
            >
              {t(of.paused ? "act.resume" : "act.pause")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              aria-keyshortcuts="e"
              onClick={() => edit(true)}
            >
              {common("action.edit")}
            </Button>
          </>
        }
      />
      {of.paused && <p className={css.pausedNote}>{t("page.pausedNote")}</p>}
      <TestOutcome of={tested} />
      <Detail label={t("page.facts")} aside={<ChannelFacts of={of} />}>
        <Deliveries channel={of.key} />
        <p>
          <Link to={`/alerts?channel=${encodeURIComponent(of.key)}`}>{t("page.alerts")}</Link>
        </p>
        <Section title={t("page.history")} folded="history">
          <History of={of.id} />
        </Section>
      </Detail>
      <Sheet opened={editing} onClose={() => edit(false)} title={`${common("action.edit")}: ${of.title}`}>
        <ChannelEdit channel={of} onDone={() => edit(false)} />
      </Sheet>
    </>
  );
}
