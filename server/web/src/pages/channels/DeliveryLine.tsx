import { Button } from "@mantine/core";
import { IconCheck, IconClock, IconRefresh, IconRotateClockwise, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeliveryPartsFragment } from "../../gql/graphql";
import { alertPath, channelPath } from "../../parts/addresses";
import { Link } from "../../parts/Link";
import { MomentText, useDayWords } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import css from "./Deliveries.module.css";
import { useReplay } from "./useReplay";

const ICONS = { SENT: IconCheck, PENDING: IconClock, AGAIN: IconRotateClockwise, DEAD: IconX } as const;

/** What became of a message, by shape and word. */
export function DeliveryMark({ of }: { of: Pick<DeliveryPartsFragment, "state" | "attempts"> }) {
  const { t } = useTranslation("channels");
  // What was not taken and is tried again is no longer merely under way.
  const state = of.state === "PENDING" && of.attempts.length > 0 ? "AGAIN" : of.state;
  const Icon = ICONS[state];
  return (
    <span className={css.mark} data-state={state}>
      <Icon size={15} aria-hidden />
      {t(`delivery.${state}`)}
    </span>
  );
}

/** What a message was: a test, so many alerts, so many that are resolved. */
export function useWhat(): (of: DeliveryPartsFragment) => string {
  const { t } = useTranslation("channels");
  return ({ isTest, resolved, alerts }) => {
    if (isTest) return t("delivery.test");
    return t(resolved ? "delivery.resolved" : "delivery.alerts", { count: alerts.length });
  };
}

/** A message: what became of it, what was in it, each attempt with what the other side said, and a way to try it anew. */
export function DeliveryLine({
  of,
  withChannel = false,
}: {
  of: DeliveryPartsFragment;
  withChannel?: boolean;
}) {
  const { t } = useTranslation("channels");
  const { moment } = useDayWords();
  const what = useWhat();
  const { replay, busy } = useReplay();
  const last = of.attempts.at(-1);
  return (
    <div className={css.delivery}>
      <div className={css.line}>
        <DeliveryMark of={of} />
        {withChannel && <Link to={channelPath(of.channelKey)}>{of.channel?.title ?? of.channelKey}</Link>}
        <MomentText moment={of.at} />
        <span>{what(of)}</span>
        {of.state === "DEAD" && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            aria-label={t("delivery.againOf", { moment: moment(of.at) })}
            loading={busy}
            onClick={() => void replay([of.id])}
          >
            {t("delivery.again")}
          </Button>
        )}
      </div>
      {last && <p className={css.detail}>{last.detail}</p>}
      {of.state === "PENDING" && of.nextAttemptAt && of.attempts.length > 0 && (
        <p className="quiet">{t("delivery.next", { moment: moment(of.nextAttemptAt) })}</p>
      )}
      {(of.attempts.length > 1 || of.alerts.length > 0) && <More of={of} />}
    </div>
  );
}

function More({ of }: { of: DeliveryPartsFragment }) {
  const { t } = useTranslation("channels");
  const plain = usePlain();
  const what = useWhat();
  const several = of.attempts.length > 1;
  const said = [
    of.alerts.length > 0 && what(of),
    several && t("delivery.attempts", { count: of.attempts.length }),
  ];
  return (
    <details className={css.more}>
      <summary>{said.filter(Boolean).join(", ")}</summary>
      {several && (
        <ol className={css.attempts}>
          {of.attempts.map(({ at, sent, detail }) => (
            <li key={at}>
              <MomentText moment={at} /> <strong>{t(sent ? "delivery.taken" : "delivery.notTaken")}</strong>{" "}
              {detail}
            </li>
          ))}
        </ol>
      )}
      <ul className={css.alerts}>
        {of.alerts.map(({ number, title }) => (
          <li key={number}>
            <Link to={alertPath(number)} aria-label={`${t("delivery.number", { number })}: ${plain(title)}`}>
              {plain(title)}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
