import { useTranslation } from "react-i18next";
import type { AlertQuery } from "../../gql/graphql";
import { channelPath } from "../../parts/addresses";
import { Section } from "../../parts/Detail";
import { Facts } from "../../parts/Facts";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { DayText, MomentText, SeverityMark } from "../../parts/marks";
import { DeliveryLine } from "../channels/DeliveryLine";
import { useChannelNames } from "../channels/useChannelNames";
import { useDeliveries } from "../channels/useDeliveries";
import { AboutLink, StateMark } from "./AlertMarks";
import css from "./Alerts.module.css";
import { furtherPath } from "./cause";
import { WentQuery } from "./queries";

export type Found = NonNullable<AlertQuery["alert"]>;

/** Where it stands, how grave it is and of which kind. */
export function Marks({ of }: { of: Found }) {
  const { t } = useTranslation("alerts");
  return (
    <p className={css.marks}>
      <StateMark state={of.state} />
      <SeverityMark severity={of.severity} />
      <span title={t(`kindHint.${of.kind}`)}>{t(`kind.${of.kind}`)}</span>
      {of.state === "RESOLVED" && <span className="quiet">{t("page.resolved")}</span>}
    </p>
  );
}

/** What it is about, as that is now. */
export function About({ of }: { of: Found }) {
  const { t } = useTranslation("alerts");
  const further = furtherPath(of.cause);
  if (of.kind === "FINDING") {
    return (
      <Section title={t("page.findings")} count={of.findings.length}>
        {of.findings.length === 0 ? (
          <p className="quiet">{t("page.noFindings")}</p>
        ) : (
          <FindingLines findings={of.findings} />
        )}
        {further && of.findings.length > 0 && (
          <p>
            <Link to={further}>{t("page.allOfRule")}</Link>
          </p>
        )}
      </Section>
    );
  }
  return (
    <Section title={t(of.kind === "FORECAST" ? "page.promise" : "page.subject")}>
      <p>
        <AboutLink of={of} />
      </p>
    </Section>
  );
}

/** How many of the latest messages are looked through for the ones it was in. */
const LATEST = 200;

/** The channels it is for, and what became of the messages it was in. */
export function Went({ of }: { of: Found }) {
  const { t } = useTranslation("alerts");
  const names = useChannelNames();
  const { deliveries } = useDeliveries(WentQuery, { first: LATEST });
  const keys = [...of.channels, ...of.escalated];
  return (
    <Section title={t("page.channels")} count={keys.length}>
      {keys.length === 0 && (
        <p className="quiet">
          {t("page.noChannels")} <Link to="/channels?edit=new">{t("page.addChannel")}</Link>
        </p>
      )}
      <ul className={css.went}>
        {keys.map((key) => {
          const name = names?.get(key);
          const mine = deliveries?.filter(
            ({ channelKey, alerts }) =>
              channelKey === key && alerts.some(({ number }) => number === of.number),
          );
          return (
            <li key={key}>
              <span>
                {names && name === undefined ? (
                  <>
                    <code>{key}</code> <span className="quiet">({t("page.deleted")})</span>
                  </>
                ) : (
                  <Link to={channelPath(key)}>{name ?? key}</Link>
                )}
                {of.escalated.includes(key) && <span className="quiet"> {t("page.escalated")}</span>}
              </span>
              {mine?.map((delivery) => (
                <DeliveryLine key={delivery.id} of={delivery} />
              ))}
              {mine?.length === 0 && (
                <span className="quiet">
                  {(deliveries?.length ?? 0) < LATEST
                    ? t("page.noMessage")
                    : t("page.noMessageFound", { count: LATEST })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export function AlertFacts({ of }: { of: Found }) {
  const { t } = useTranslation("alerts");
  return (
    <Facts
      of={[
        [t("page.since"), <MomentText key="since" moment={of.at} />],
        [t("page.asOf"), <DayText key="asOf" day={of.asOf} />],
        of.owners.length > 0 && [t("page.owners"), of.owners.join(", ")],
        of.tags.length > 0 && [t("page.tags"), of.tags.join(", ")],
        [t("page.number"), String(of.number)],
      ]}
    />
  );
}
