import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { puts } from "../../data/documents";
import type { Clash } from "../../data/merge";
import type { Staged } from "../../data/staged";
import type { StagedPlanFragment } from "../../gql/graphql";
import { findingPath } from "../../parts/addresses";
import { FieldDiff } from "../../parts/FieldDiff";
import { kindOf } from "../../parts/fieldLabels";
import { partiesIn, useFieldWords } from "../../parts/fieldWords";
import { Link, RecordLink } from "../../parts/Link";
import css from "./WhatIf.module.css";

/** How many records of a change are listed. */
const LISTED = 20;

/** One staged change: what it changes of which records, and a way to take it out. */
export function StagedItem({
  change,
  all,
  plan,
  clashes,
  onDiscard,
}: {
  change: Staged;
  all: readonly Staged[];
  plan: StagedPlanFragment | undefined;
  clashes: readonly Clash[];
  onDiscard: () => void;
}) {
  const { t } = useTranslation("whatif");
  const ids = [...new Set(puts(change.document).map(({ id }) => id))];
  const changes = plan?.changes.filter(({ id }) => ids.includes(id)) ?? [];
  return (
    <li className={css.item}>
      <div className={css.itemHead}>
        <div>
          <h3>{change.title}</h3>
          {change.because && (
            <p className="quiet">
              <Link to={findingPath(change.because)}>{t("item.because")}</Link>
            </p>
          )}
        </div>
        <CloseButton size="sm" aria-label={t("item.discard", { title: change.title })} onClick={onDiscard} />
      </div>
      {clashes.map((clash) => (
        <p key={`${clash.id} ${clash.field}`} className={css.clash}>
          <Overridden of={clash} all={all} />
        </p>
      ))}
      {plan && changes.length === 0 && <p className="quiet">{t("item.already")}</p>}
      {changes.length > 0 && (
        <details className={css.fieldsChanged}>
          <summary>
            {t("item.changes", { count: changes.length })}
            {": "}
            {changes
              .slice(0, 2)
              .map(({ id, node }) => node?.title ?? id)
              .join(", ")}
            {changes.length > 2 && "…"}
          </summary>
          <ul>
            {changes.slice(0, LISTED).map(({ id, kind, node, fields }) => (
              <li key={id}>
                <span className={css.kind}>{t(`kind.${kind}`)}</span>{" "}
                {kind === "CREATE" ? (
                  (node?.title ?? id)
                ) : (
                  <RecordLink id={id}>{node?.title ?? id}</RecordLink>
                )}
                <FieldDiff of={id} fields={fields} />
              </li>
            ))}
            {changes.length > LISTED && (
              <li className="quiet">{t("item.more", { count: changes.length - LISTED })}</li>
            )}
          </ul>
        </details>
      )}
    </li>
  );
}

/** What a change says otherwise than another one, or than the register since. */
function Overridden({ of: { id, field, over }, all }: { of: Clash; all: readonly Staged[] }) {
  const { t } = useTranslation("whatif");
  const { t: common } = useTranslation();
  const kind = kindOf(id);
  const register = "register" in over ? over.register : undefined;
  const { title, said } = useFieldWords(kind, partiesIn(kind, field, register));
  const name = title(field) ?? field;
  if ("staged" in over) {
    const other = all.find((change) => change.id === over.staged);
    return t("item.clashStaged", { field: name, title: other?.title ?? "" });
  }
  return t("item.clashRegister", { field: name, value: said(field, register) || common("notRecorded") });
}
