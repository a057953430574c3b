import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useTermName } from "../../data/terms";
import type { PartyRecordFragment } from "../../gql/graphql";
import { Facts } from "../../parts/Facts";
import { Link } from "../../parts/Link";
import { DayText, NotRecorded } from "../../parts/marks";
import css from "./party.module.css";

/** An address on the web, shown without what every address has. A text that is none stays text. */
function Web({ url }: { url: string }) {
  if (!/^https?:\/\//.test(url)) return <>{url}</>;
  return (
    <a href={url} rel="noreferrer noopener" target="_blank">
      {url.replace(/^https?:\/\//, "").replace(/\/$/, "")}
    </a>
  );
}

/** What is recorded of a party, beside what follows from it. */
export function PartyFacts({ of }: { of: PartyRecordFragment }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  const name = useTermName();
  return (
    <Facts
      of={[
        [t("list.kind"), common(`partyKind.${of.kind}`)],
        [
          t("list.status"),
          <>
            {common(`partyStatus.${of.status}`)}
            {of.offboardedOn && (
              <span className="quiet">
                {" "}
                · <DayText day={of.offboardedOn} />
              </span>
            )}
          </>,
        ],
        of.operator && [
          t("list.operator"),
          <Link key="operator" to={`/parties/${of.operator.key}`}>
            {of.operator.name}
          </Link>,
        ],
        of.kind !== "SYSTEM" && [
          t("list.country"),
          of.country ? name("REGION", of.country) : <NotRecorded key="country" />,
        ],
        !!of.owner && [t("list.owner"), of.owner],
        !!of.website && [t("list.website"), <Web key="website" url={of.website} />],
        !!of.privacyPolicy && [t("page.privacyPolicy"), <Web key="policy" url={of.privacyPolicy} />],
        of.domains.length > 0 && [t("page.domains"), of.domains.join(", ")],
        of.tags.length > 0 && [
          t("list.tags"),
          of.tags.map((tag, index) => (
            <span key={tag}>
              {index > 0 && ", "}
              <Link to={`/parties?tag=${encodeURIComponent(tag)}`} aria-label={t("list.withTag", { tag })}>
                {tag}
              </Link>
            </span>
          )),
        ],
        ...of.identifiers.map(({ scheme, value }) => [scheme, <code key={scheme}>{value}</code>] as const),
        [t("list.key"), <code key="key">{of.key}</code>],
      ]}
    />
  );
}

export function Contacts({ of }: { of: PartyRecordFragment["contacts"] }) {
  const { t } = useTranslation("parties");
  return (
    <section>
      <h2>{t("page.contacts")}</h2>
      {of.length === 0 && <p className="quiet">{t("page.none")}</p>}
      <ul className={css.plain}>
        {of.map(({ role, name, email, url }) => (
          <li key={`${role} ${email} ${url} ${name}`}>
            <strong>{role}</strong> {name}
            {email && (
              <>
                {" "}
                <a href={`mailto:${email}`}>{email}</a>
              </>
            )}
            {url && (
              <>
                {" "}
                <Web url={url} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Certifications({ of }: { of: PartyRecordFragment["certifications"] }) {
  const { t } = useTranslation("parties");
  const { day } = useDay();
  return (
    <section>
      <h2>{t("page.certifications")}</h2>
      {of.length === 0 && <p className="quiet">{t("page.none")}</p>}
      <ul className={css.plain}>
        {of.map(({ scheme, validFrom, validUntil, url }) => {
          const lapsed = validUntil !== null && validUntil !== undefined && validUntil < day;
          return (
            <li key={`${scheme} ${validFrom}`}>
              <strong>{scheme.replaceAll("_", " ")}</strong>{" "}
              {lapsed && <strong className={css.lapsed}>{t("page.lapsed")}: </strong>}
              <span className="quiet">
                {validUntil ? (
                  <>
                    {t("page.validUntil")} <DayText day={validUntil} away />
                  </>
                ) : validFrom ? (
                  <>
                    {t("page.validFrom")} <DayText day={validFrom} />
                  </>
                ) : (
                  t("page.noEnd")
                )}
              </span>
              {url && (
                <>
                  {" "}
                  <Web url={url} />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function Systems({ of }: { of: PartyRecordFragment["operates"] }) {
  const { t } = useTranslation("parties");
  const { t: common } = useTranslation();
  if (of.totalCount === 0) return null;
  return (
    <section>
      <h2>{t("page.systems")}</h2>
      <ul className={css.plain}>
        {of.nodes.map(({ key, name, status }) => (
          <li key={key}>
            <Link to={`/parties/${key}`}>{name}</Link>
            {status !== "ACTIVE" && <span className="quiet"> {common(`partyStatus.${status}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
