import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { FlowQuery as Asked } from "../../gql/graphql";
import { Section } from "../../parts/Detail";
import { Ribbon } from "../../parts/Ribbon";
import { Answer } from "../../parts/states";
import { Categories } from "../parties/Holds";
import { CarriedQuery } from "./query";

type Flow = NonNullable<Asked["flow"]>;

/** The flow as a ribbon that begins with us, and what really travels over it. */
export function Carries({ of: flow }: { of: Flow }) {
  const { t } = useTranslation("flows");
  const { asOf } = useDay();
  const asked = useAsk(
    CarriedQuery,
    { recipient: flow.recipient.key, asOf: asOf ?? null },
    { pause: !flow.live },
  );
  const broken =
    flow.verdict && flow.verdict !== "KEPT" ? { flow: flow.key, verdict: flow.verdict } : undefined;
  const receipt = asked.data?.received.find((receipt) => receipt.flow.key === flow.key);
  const path = receipt && receipt.path.length > 1 ? receipt.path : undefined;
  return (
    <>
      <Section title={t("page.path")} lead={path && t("page.pathFromUs", { to: flow.recipient.name })}>
        <Ribbon hops={path ?? [flow]} broken={broken} lit={path && flow.key} />
      </Section>
      <Section title={t("page.carries")} count={receipt?.categories.length}>
        {!flow.live ? (
          <p className="quiet">{t("page.notLive")}</p>
        ) : (
          <Answer of={asked}>
            {() => (
              <>
                {flow.categories.length === 0 && <p className="quiet">{t("page.carriesAll")}</p>}
                {receipt ? (
                  <Categories of={receipt.categories} />
                ) : (
                  <p className="quiet">{t("page.carriesNothing")}</p>
                )}
              </>
            )}
          </Answer>
        )}
      </Section>
    </>
  );
}
