import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { Answer, NotFound } from "../../parts/states";
import { ChannelFacts } from "./ChannelFacts";
import css from "./Channels.module.css";
import { PausedMark } from "./columns";
import { Deliveries } from "./Deliveries";
import { ChannelQuery } from "./queries";
import { TestOutcome } from "./TestOutcome";
import { useTest } from "./useTest";

/** A channel beside the list. */
export function ChannelPanel({ of }: { of: string }) {
  const { t } = useTranslation("channels");
  const asked = useAsk(ChannelQuery, { key: of });
  const { tested, test, busy } = useTest(of);
  return (
    <Answer of={asked}>
      {({ channel }) =>
        channel ? (
          <div className={css.inPanel}>
            <h2>{channel.title}</h2>
            {channel.paused && <PausedMark />}
            <div>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconSend size={14} aria-hidden />}
                loading={busy}
                onClick={() => void test()}
              >
                {t("act.test")}
              </Button>
            </div>
            <TestOutcome of={tested} />
            <ChannelFacts of={channel} />
            <Deliveries channel={channel.key} />
          </div>
        ) : (
          <NotFound of={of} />
        )
      }
    </Answer>
  );
}
