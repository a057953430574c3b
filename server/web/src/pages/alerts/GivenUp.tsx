import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeliveryLine } from "../channels/DeliveryLine";
import { useDeliveries } from "../channels/useDeliveries";
import { useReplay } from "../channels/useReplay";
import css from "./Alerts.module.css";
import { GivenUpQuery } from "./queries";

const MOST = 100;

/** Messages that were given up, when there are any: what the other side said, and a way to have them tried anew. */
export function GivenUp() {
  const { t } = useTranslation("alerts");
  const id = useId();
  const [open, setOpen] = useState(false);
  const { replay, busy } = useReplay();
  const { deliveries } = useDeliveries(GivenUpQuery, { first: MOST });
  if (!deliveries || deliveries.length === 0) return null;
  const count = deliveries.length;
  return (
    <section className={css.dead} aria-labelledby={`${id}-title`}>
      <div className={css.deadHead}>
        <IconAlertTriangle className={css.sign as string} size={18} aria-hidden />
        <h2 id={`${id}-title`}>
          {count < MOST ? t("dead.title", { count }) : t("dead.titleMost", { count })}
        </h2>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? "dead.hide" : "dead.show")}
        </Button>
        {count > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => void replay(deliveries.map(({ id }) => id))}
          >
            {t("dead.all")}
          </Button>
        )}
      </div>
      <div id={id} hidden={!open}>
        {open && (
          <>
            <p className="quiet">{t("dead.lead")}</p>
            <ul className={css.deadList}>
              {deliveries.map((delivery) => (
                <li key={delivery.id}>
                  <DeliveryLine of={delivery} withChannel />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
