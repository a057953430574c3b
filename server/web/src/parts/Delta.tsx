import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql";
import type { DeltaPartsFragment } from "../gql/graphql";
import { FindingLines } from "./FindingLine";
import { RecordLink } from "./Link";
import { VerdictMark } from "./marks";

graphql(`
  fragment DeltaParts on Plan {
    revision
    summary
    counts { created updated deleted findingsAppeared findingsDisappeared promiseVerdicts }
    findingsAppeared(first: 50) { ...FindingParts }
    findingsDisappeared(first: 50) { ...FindingParts }
    promiseVerdicts(first: 50) { promise { id title quote } before after }
  }
`);

/** What a change does to findings and promises: ask `apply(dryRun: true)` for `...DeltaParts`. */
export function Delta({ of }: { of: DeltaPartsFragment }) {
  const { t } = useTranslation();
  const { counts } = of;
  const changesNothing = counts.findingsAppeared + counts.findingsDisappeared + counts.promiseVerdicts === 0;
  return (
    <Stack gap="md">
      {changesNothing && <p className="quiet">{t("delta.nothing")}</p>}
      {counts.findingsDisappeared > 0 && (
        <section>
          <h3>{t("delta.disappear", { count: counts.findingsDisappeared })}</h3>
          <FindingLines findings={of.findingsDisappeared} />
        </section>
      )}
      {counts.findingsAppeared > 0 && (
        <section>
          <h3>{t("delta.appear", { count: counts.findingsAppeared })}</h3>
          <FindingLines findings={of.findingsAppeared} />
        </section>
      )}
      {of.promiseVerdicts.length > 0 && (
        <section>
          <h3>{t("delta.verdicts")}</h3>
          <ul>
            {of.promiseVerdicts.map((change) => (
              <li key={change.promise.id}>
                <RecordLink id={change.promise.id}>{change.promise.quote ?? change.promise.title}</RecordLink>{" "}
                {change.before ? <VerdictMark verdict={change.before} /> : t("delta.none")} →{" "}
                {change.after ? <VerdictMark verdict={change.after} /> : t("delta.none")}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}
