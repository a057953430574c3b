import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DeliveryState } from "../../gql/graphql";
import { Section } from "../../parts/Detail";
import { namedIn } from "../../parts/listAddress";
import { Answer, Waiting } from "../../parts/states";
import css from "./Deliveries.module.css";
import { DeliveryLine } from "./DeliveryLine";
import { DeliveriesQuery } from "./queries";
import { useDeliveries } from "./useDeliveries";

const STATES = ["SENT", "PENDING", "DEAD"] as const satisfies DeliveryState[];
/** How many are shown at first, then, and at most. */
const STEPS = [20, 100, 500] as const;

/** The messages of a channel, the latest first; which of them stands in the address. */
export function Deliveries({ channel }: { channel: string }) {
  const { t } = useTranslation("channels");
  const { t: common } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [step, setStep] = useState(0);
  const [state] = namedIn([params.get("messages") ?? ""], STATES);
  const first = STEPS[step] ?? STEPS[0];
  const asked = useDeliveries(DeliveriesQuery, { channel, state: state ?? null, first });
  return (
    <Section
      title={t("page.messages")}
      actions={
        <NativeSelect
          size="xs"
          aria-label={t("page.which")}
          value={state ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setParams(
              (params) => {
                if (value) params.set("messages", value);
                else params.delete("messages");
                return params;
              },
              { replace: true },
            );
          }}
          data={[
            { value: "", label: t("page.any") },
            ...STATES.map((value) => ({ value, label: t(`delivery.${value}`) })),
          ]}
        />
      }
    >
      <Answer of={asked} waiting={<Waiting lines={3} />}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <p className="quiet">{t(state ? "page.noneOfState" : "page.noMessages")}</p>
          ) : (
            <>
              <ul className={css.list}>
                {deliveries.map((delivery) => (
                  <li key={delivery.id}>
                    <DeliveryLine of={delivery} />
                  </li>
                ))}
              </ul>
              {deliveries.length === first && step + 1 < STEPS.length && (
                <div>
                  <Button size="compact-sm" variant="subtle" onClick={() => setStep(step + 1)}>
                    {common("action.showMore")}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Answer>
    </Section>
  );
}
