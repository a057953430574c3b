import { Button } from "@mantine/core";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { Section } from "../../parts/Detail";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { VerdictMark } from "../../parts/marks";
import { Ribbon } from "../../parts/Ribbon";
import { Answer, NotFound } from "../../parts/states";
import css from "../parties/party.module.css";
import { Standing } from "./EndFlow";
import { FlowFacts } from "./FlowFacts";
import { FlowQuery } from "./query";
import { useFlowActions } from "./useFlowActions";

/** A flow beside the list: enough to confirm it, or to know that its page is needed. */
export function FlowPanel({ of }: { of: string }) {
  const { t } = useTranslation("flows");
  const { asOf, day } = useDay();
  const { verify, nameOf } = useFlowActions();
  const asked = useAsk(FlowQuery, { key: of, asOf: asOf ?? null });
  return (
    <Answer of={asked}>
      {({ flow }) =>
        flow ? (
          <>
            <div className={css.panelHead}>
              <h2>
                <Link to={`/flows/${of}`}>{nameOf(flow)}</Link>
              </h2>
              <p className="quiet">
                {flow.verdict && <VerdictMark verdict={flow.verdict} />}{" "}
                <Standing flow={flow} live={flow.live} day={day} />
                {flow.description && ` · ${flow.description}`}
              </p>
            </div>
            <div className={css.panel}>
              <Ribbon hops={[flow]} />
              {flow.findings.totalCount > 0 && (
                <Section title={t("page.findings")} count={flow.findings.totalCount}>
                  <FindingLines findings={flow.findings.nodes} />
                </Section>
              )}
              <p>{t(`page.why.${flow.coverage.state}`)}</p>
              <FlowFacts of={flow} />
              <div>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconRosetteDiscountCheck size={14} aria-hidden />}
                  aria-keyshortcuts="v"
                  onClick={() => void verify(flow)}
                >
                  {t("verify.action")}
                </Button>
              </div>
            </div>
          </>
        ) : (
          <NotFound of={of} />
        )
      }
    </Answer>
  );
}
