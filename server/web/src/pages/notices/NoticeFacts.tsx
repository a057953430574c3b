import { useTranslation } from "react-i18next";
import { Facts } from "../../parts/Facts";
import { Link } from "../../parts/Link";
import { DayText, TermList } from "../../parts/marks";
import type { NoticeShown } from "./NoticeBody";
import { NoticeState } from "./parts";

/** What is recorded of a notice. */
export function NoticeFacts({ of }: { of: NoticeShown }) {
  const { t } = useTranslation("notices");
  return (
    <Facts
      of={[
        [t("column.state"), <NoticeState key="state" of={of} />],
        [t("facts.effectiveOn"), <DayText key="from" day={of.effectiveOn} away />],
        [t("facts.lastDay"), <DayText key="last" day={of.lastDay} away none={t("openEnded")} />],
        of.by && [
          t("facts.by"),
          <Link key="by" to={`/parties/${of.by.key}`}>
            {of.by.name}
          </Link>,
        ],
        [
          t("facts.systems"),
          of.systems.map((system, index) => (
            <span key={system.key}>
              {index > 0 && ", "}
              <Link to={`/parties/${system.key}`}>{system.name}</Link>
            </span>
          )),
        ],
        [
          t("facts.subjects"),
          of.audience.subjects.length > 0 ? (
            <TermList key="subjects" taxonomy="SUBJECT" keys={of.audience.subjects} />
          ) : (
            t("everyone")
          ),
        ],
        [
          t("facts.regions"),
          of.audience.regions.length > 0 ? (
            <TermList key="regions" taxonomy="REGION" keys={of.audience.regions} />
          ) : (
            t("everywhere")
          ),
        ],
        of.supersedes && [
          t("facts.supersedes"),
          <Link key="before" to={`/notices/${of.supersedes.key}`}>
            {of.supersedes.title}
          </Link>,
        ],
        of.supersedes && [t("facts.consentRenewed"), of.consentRenewed ? t("facts.yes") : t("facts.no")],
        of.url !== null && [
          t("facts.url"),
          <a key="url" href={of.url} target="_blank" rel="noopener noreferrer nofollow">
            {of.url}
          </a>,
        ],
        [t("facts.key"), <code key="key">{of.key}</code>],
      ]}
    />
  );
}
