import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClauseKind, ClausePartsFragment, ContractPageQuery } from "../../gql/graphql";
import { findingPath } from "../../parts/addresses";
import { Link } from "../../parts/Link";
import css from "./Clauses.module.css";
import { checklist, passes, type Stand } from "./checklist";
import type { ContractGroup } from "./group";
import { PresenceMark } from "./PresenceMark";
import { useClauseWords } from "./says";

type Finding = NonNullable<ContractPageQuery["contract"]>["findings"]["nodes"][number];

/** What the contract's kind and roles ask for, and how each clause stands. */
export function Clauses({ group, findings }: { group: ContractGroup; findings: readonly Finding[] }) {
  const { t } = useTranslation("contracts");
  const [missing, setMissing] = useState(false);
  const lists = checklist(group.layers);
  const stands = lists.flatMap((list) => list.stands);
  const asked = stands.filter((stand) => stand.asked);
  const there = asked.filter(passes);
  if (stands.length === 0) return <p className="quiet">{t("clauses.nothingAsked")}</p>;
  const found = new Map<ClauseKind | null, string>();
  for (const finding of findings)
    if (finding.rule === "contract-clause-missing") found.set(finding.clause, finding.id);
  return (
    <div className={css.clauses}>
      {asked.length > 0 && (
        <div className={css.head}>
          <p>{t("clauses.tally", { there: there.length, asked: asked.length })}</p>
          {there.length < asked.length && there.length > 0 && (
            <Checkbox
              size="xs"
              label={t("clauses.only")}
              checked={missing}
              onChange={(event) => setMissing(event.currentTarget.checked)}
            />
          )}
        </div>
      )}
      {lists.map((list) => {
        const shown = missing ? list.stands.filter((stand) => passes(stand) === false) : list.stands;
        if (shown.length === 0) return null;
        return (
          <section key={list.source}>
            <h3 className={css.source}>{t(`clauses.source.${list.source}`)}</h3>
            <ul className={css.list}>
              {shown.map((stand) => (
                <Line
                  key={stand.kind}
                  stand={stand}
                  finding={found.get(stand.kind) ?? (passes(stand) === false ? found.get(null) : undefined)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Line({ stand, finding }: { stand: Stand<ClausePartsFragment>; finding: string | undefined }) {
  const { t } = useTranslation("contracts");
  const says = useClauseWords();
  const law = t(`clauses.law.${stand.kind}`);
  const words = stand.entries.map(says).filter(Boolean);
  const where = stand.entries.flatMap(({ locator }) => locator ?? []);
  return (
    <li className={css.line}>
      <span className={css.presence}>
        <PresenceMark presence={stand.presence} asked={stand.asked} />
      </span>
      <span className={css.name}>
        {t(`clauses.name.${stand.kind}`)} {law && <span className="quiet">{law}</span>}
        {words.length > 0 && <span className={css.says}>{words.join("; ")}</span>}
        {stand.from && (
          <span className={css.says}>
            <Link to={`/contracts/${stand.from.key}`}>{t("use.from", { title: stand.from.title })}</Link>
          </span>
        )}
      </span>
      <span className={css.where}>
        {where.join(", ")}
        {finding && (
          <Link
            to={findingPath(finding)}
            aria-label={`${t("clauses.finding")}: ${t(`clauses.name.${stand.kind}`)}`}
          >
            {t("clauses.finding")}
          </Link>
        )}
      </span>
    </li>
  );
}
