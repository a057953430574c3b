import { useTranslation } from "react-i18next";
import type { FlowRecordFragment } from "../../gql/graphql";
import { Facts } from "../../parts/Facts";
import { Link } from "../../parts/Link";
import { DayText, DurationText, NotRecorded, TermList } from "../../parts/marks";

/** What is declared of a flow. */
export function FlowFacts({ of }: { of: FlowRecordFragment }) {
  const { t } = useTranslation("flows");
  const { t: common } = useTranslation();
  return (
    <Facts
      of={[
        [
          t("list.from"),
          <Link key="from" to={`/parties/${of.source.key}`}>
            {of.source.name}
          </Link>,
        ],
        [
          t("list.to"),
          <Link key="to" to={`/parties/${of.recipient.key}`}>
            {of.recipient.name}
          </Link>,
        ],
        [t("list.categories"), <TermList key="categories" taxonomy="CATEGORY" keys={of.categories} />],
        [t("list.purposes"), <TermList key="purposes" taxonomy="PURPOSE" keys={of.purposes} />],
        [t("filter.subject"), <TermList key="subjects" taxonomy="SUBJECT" keys={of.subjects} />],
        [t("list.regions"), <TermList key="regions" taxonomy="REGION" keys={of.regions} />],
        [t("list.retention"), <DurationText key="retention" duration={of.retention} />],
        [
          t("page.aspects.safeguard"),
          <TermList key="safeguards" taxonomy="SAFEGUARD" keys={of.safeguards} />,
        ],
        [
          t("page.legalBasis"),
          of.legalBasis ? common(`legalBasis.${of.legalBasis}`) : <NotRecorded key="basis" />,
        ],
        [t("page.consent"), of.consent ? common(`consent.${of.consent}`) : <NotRecorded key="consent" />],
        [
          t("list.consideration"),
          of.consideration ? common(`consideration.${of.consideration}`) : <NotRecorded key="return" />,
        ],
        [t("list.started"), <DayText key="started" day={of.startedOn} />],
        [t("list.ended"), <DayText key="ended" day={of.endedOn} away none={t("list.goesOn")} />],
        [
          t("list.verified"),
          <DayText key="verified" day={of.verifiedOn} away none={t("page.neverVerified")} />,
        ],
        ...of.derives.map(
          ({ from, to }) =>
            [
              t("page.derived"),
              <span key="derived">
                <TermList taxonomy="CATEGORY" keys={to} /> ← <TermList taxonomy="CATEGORY" keys={from} />
              </span>,
            ] as const,
        ),
        [t("list.key"), <code key="key">{of.key}</code>],
      ]}
    />
  );
}
