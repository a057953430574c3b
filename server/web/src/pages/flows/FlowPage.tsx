import { Button, Tooltip } from "@mantine/core";
import { IconPlayerStop, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { today, useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { FlowQuery as Asked } from "../../gql/graphql";
import { Detail, Section } from "../../parts/Detail";
import { EditButton } from "../../parts/EditButton";
import { FindingsSection } from "../../parts/FindingsSection";
import { History } from "../../parts/History";
import { useKeys } from "../../parts/keys";
import { Missing } from "../../parts/Missing";
import { VerdictMark } from "../../parts/marks";
import { PageHead } from "../../parts/PageHead";
import { Answer } from "../../parts/states";
import { Carries } from "./Carries";
import { Coverage } from "./Coverage";
import { EndFlowDialog, Standing } from "./EndFlow";
import { FlowFacts } from "./FlowFacts";
import { FlowQuery } from "./query";
import { useFlowActions } from "./useFlowActions";

export default function FlowPage() {
  const { key = "" } = useParams();
  const { asOf } = useDay();
  const asked = useAsk(FlowQuery, { key, asOf: asOf ?? null });
  return (
    <Answer of={asked} title={key}>
      {({ flow }) => (flow ? <Flow of={flow} /> : <Missing kind="flow" of={key} />)}
    </Answer>
  );
}

function Flow({ of: flow }: { of: NonNullable<Asked["flow"]> }) {
  const { t } = useTranslation("flows");
  const { day } = useDay();
  const { verify, nameOf } = useFlowActions();
  const [ending, setEnding] = useState(false);
  const over = flow.endedOn !== null && flow.endedOn !== undefined && flow.endedOn < today();
  useKeys([["v", () => void verify(flow)]]);
  return (
    <>
      <PageHead
        name={nameOf(flow)}
        title={nameOf(flow)}
        lead={
          <>
            {flow.verdict && (
              <>
                <VerdictMark verdict={flow.verdict} /> ·{" "}
              </>
            )}
            <Standing flow={flow} live={flow.live} day={day} />
            {flow.description && ` · ${flow.description}`}
          </>
        }
        actions={
          <>
            <Tooltip label={t("verify.hint")}>
              <Button
                variant="default"
                leftSection={<IconRosetteDiscountCheck size={16} aria-hidden />}
                aria-keyshortcuts="v"
                onClick={() => void verify(flow)}
              >
                {t("verify.action")}
              </Button>
            </Tooltip>
            {!over && (
              <Button
                variant="default"
                leftSection={<IconPlayerStop size={16} aria-hidden />}
                onClick={() => setEnding(true)}
              >
                {t("end.action")}
              </Button>
            )}
            <EditButton id={flow.id} name={nameOf(flow)} />
          </>
        }
      />
      <Detail label={t("page.facts")} aside={<FlowFacts of={flow} />}>
        <Carries key={flow.key} of={flow} />
        <FindingsSection
          key={`findings ${flow.key}`}
          title={t("page.findings")}
          none={t("page.noFindings")}
          total={flow.findings.totalCount}
          findings={flow.findings.nodes}
        />
        <Section title={t("page.coverage")}>
          <Coverage of={flow} />
        </Section>
        <Section title={t("page.history")} folded="history">
          <History of={flow.id} />
        </Section>
      </Detail>
      <EndFlowDialog key={flow.key} flow={flow} opened={ending} onClose={() => setEnding(false)} />
    </>
  );
}
