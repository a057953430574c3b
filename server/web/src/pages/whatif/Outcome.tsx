import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { puts } from "../../data/documents";
import { type Fault, isTooMuch, isUnsure } from "../../data/faults";
import type { Staged } from "../../data/staged";
import type { Trial } from "../../data/trial";
import type { DeltaPartsFragment } from "../../gql/graphql";
import { Delta } from "../../parts/Delta";
import { Waiting } from "../../parts/states";
import { faultPlace } from "./changes";
import css from "./WhatIf.module.css";

/** What all staged changes do together: to findings and promises, or why they cannot be applied. */
export function Outcome({
  trial: { plan, fault, asking },
  staged,
  document,
}: {
  trial: Trial;
  staged: readonly Staged[];
  document: Record<string, unknown> | undefined;
}) {
  const { t } = useTranslation("whatif");
  return (
    <section className={css.outcome} aria-label={t("outcome.title")} aria-busy={asking}>
      <div className={css.outcomeHead}>
        <h2>{t("outcome.title")}</h2>
        {asking && <Loader size="xs" aria-label={t("outcome.trying")} />}
      </div>
      {fault ? (
        <Faults fault={fault} staged={staged} document={document} />
      ) : plan ? (
        <div className={css.delta} data-old={asking}>
          <Tally plan={plan} />
          <Delta of={plan} />
        </div>
      ) : (
        <Waiting lines={5} />
      )}
    </section>
  );
}

/** The numbers first: how many findings go and come, and how many promises are judged otherwise. */
function Tally({ plan }: { plan: DeltaPartsFragment }) {
  const { t } = useTranslation("whatif");
  const { counts } = plan;
  const records = counts.created + counts.updated + counts.deleted;
  return (
    <>
      <p className="quiet">{records === 0 ? t("outcome.nothing") : t("outcome.today")}</p>
      <dl className={css.tally}>
        <div data-tone={counts.findingsDisappeared > 0 ? "good" : undefined}>
          <dt>{t("outcome.disappear")}</dt>
          <dd>{counts.findingsDisappeared > 0 ? `−${counts.findingsDisappeared}` : "0"}</dd>
        </div>
        <div data-tone={counts.findingsAppeared > 0 ? "bad" : undefined}>
          <dt>{t("outcome.appear")}</dt>
          <dd>{counts.findingsAppeared > 0 ? `+${counts.findingsAppeared}` : "0"}</dd>
        </div>
        <div>
          <dt>{t("outcome.promises")}</dt>
          <dd>{counts.promiseVerdicts}</dd>
        </div>
      </dl>
    </>
  );
}

/** Why it cannot be applied, told of the change that it comes from. */
function Faults({
  fault,
  staged,
  document,
}: {
  fault: Fault;
  staged: readonly Staged[];
  document: Record<string, unknown> | undefined;
}) {
  const { t } = useTranslation("whatif");
  const all = document ? puts(document) : [];
  // Nothing is wrong with the changes: nobody could tell.
  if (isTooMuch(fault) || isUnsure(fault)) {
    return (
      <div role="alert" className={css.faults}>
        <p>
          <strong>{t("outcome.untold")}</strong>
        </p>
        <p>{isTooMuch(fault) ? t("outcome.tooMuch") : t("outcome.unreachable")}</p>
      </div>
    );
  }
  return (
    <div role="alert" className={css.faults}>
      <p>
        <strong>{t("outcome.failed")}</strong>
      </p>
      <p>{fault.message}</p>
      {fault.fields.length > 0 && (
        <ul>
          {fault.fields.map(({ path, message }) => {
            const place = faultPlace(path);
            const put = place && all.find(({ list, at }) => list === place.list && at === place.at);
            const change =
              put && staged.findLast(({ document: part }) => puts(part).some(({ id }) => id === put.id));
            return (
              <li key={`${path} ${message}`}>
                {change && <span>{t("outcome.in", { title: change.title })} </span>}
                <code>{put ? `${put.id} ${place?.field ?? ""}`.trim() : path}</code>: {message}
              </li>
            );
          })}
        </ul>
      )}
      <p className="quiet">{t("outcome.failedSafe")}</p>
    </div>
  );
}
