import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { useTermName, useTerms } from "../../data/terms";
import type { ContractPageQuery, FlowUnderFragment, TaxonomyKind, Verdict } from "../../gql/graphql";
import { Link } from "../../parts/Link";
import { useDurationWords } from "../../parts/marks";
import { PlacesQuery } from "./ask";
import {
  type Compared,
  type Covers,
  compare,
  coversBy,
  coversPlaces,
  coversTime,
  SIDES,
  type Side,
} from "./fit";
import { type ContractGroup, termOf } from "./group";
import css from "./Use.module.css";
import { Fits } from "./UseMarks";

type Finding = NonNullable<ContractPageQuery["contract"]>["findings"]["nodes"][number];

const TAXONOMY: Partial<Record<Side, TaxonomyKind>> = {
  category: "CATEGORY",
  purpose: "PURPOSE",
  subject: "SUBJECT",
  region: "REGION",
  safeguard: "SAFEGUARD",
};

/** What the contract admits, side by side with what the flows under it really do. */
export function Use({
  group,
  flows,
  findings,
}: {
  group: ContractGroup;
  flows: readonly FlowUnderFragment[];
  findings: readonly Finding[];
}) {
  const { t } = useTranslation("contracts");
  const covers = useCovers();
  const name = useTermName();
  const duration = useDurationWords();
  if (SIDES.every((side) => admittedOf(group, side).admitted.length === 0))
    return <p className="quiet">{t("use.noTerms")}</p>;
  if (flows.length === 0) return <p className="quiet">{t("use.noFlows")}</p>;
  const rows = SIDES.map((side) => {
    const { admitted, from } = admittedOf(group, side);
    const declared = flows.map((flow) => ({
      key: flow.key,
      values: valuesOf(flow, side),
      verdict: verdictOf(findings, flow, side),
    }));
    return { side, from, compared: compare(admitted, declared, covers(side)) };
  });
  const count = (of: (compared: Compared) => number) =>
    rows.reduce((sum, { compared }) => sum + of(compared), 0);
  // Safeguards are asked for, not admitted: more of them is no over-use.
  const over = rows
    .filter(({ side }) => side !== "safeguard")
    .reduce((sum, { compared }) => sum + compared.used.filter(({ verdict }) => verdict).length, 0);
  const under = count((compared) => compared.admitted.filter(({ used }) => !used).length);
  const words = (side: Side, value: string) => {
    const taxonomy = TAXONOMY[side];
    return taxonomy ? name(taxonomy, value) : duration(value);
  };
  return (
    <div>
      <p className={css.sum}>
        {over > 0 && <span data-tone="over">{t("use.overUse", { count: over })} </span>}
        {under > 0 && <span>{t("use.underUse", { count: under })}</span>}
        {over === 0 && under === 0 && t("use.fits")}
      </p>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("use.column.admits")}</th>
              <th scope="col">{t("use.column.does")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ side, compared, from }) => (
              <tr key={side}>
                <th scope="row">{t(`use.side.${side}`)}</th>
                <td data-label={t("use.column.admits")}>
                  <Fits.Admitted side={side} compared={compared} words={words} />
                  {from && (
                    <Link className={css.from} to={`/contracts/${from.key}`}>
                      {t("use.from", { title: from.title })}
                    </Link>
                  )}
                </td>
                <td data-label={t("use.column.does")}>
                  <Fits.Done side={side} compared={compared} words={words} flows={flows} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function useCovers(): (side: Side) => Covers {
  const terms = useTerms();
  const places = useAsk(PlacesQuery, {}).data?.taxonomy.regions;
  return useMemo(() => {
    const by = new Map<Side, Covers>([["retention", coversTime]]);
    for (const [side, taxonomy] of Object.entries(TAXONOMY) as [Side, TaxonomyKind][])
      by.set(side, coversBy(new Map(terms[taxonomy].map(({ key, parent }) => [key, parent]))));
    by.set("region", coversPlaces(new Map((places ?? []).map(({ key, members }) => [key, members]))));
    return (side) => by.get(side) as Covers;
  }, [terms, places]);
}

function admittedOf(group: ContractGroup, side: Side) {
  const names = {
    category: "categories",
    purpose: "purposes",
    subject: "subjects",
    region: "regions",
    retention: "maxRetention",
    safeguard: "safeguards",
  } as const;
  const { value, from } = termOf(group, names[side]);
  return { admitted: typeof value === "string" ? [value] : (value ?? []), from };
}

function valuesOf(flow: FlowUnderFragment, side: Side): readonly string[] {
  switch (side) {
    case "category":
      return flow.categories;
    case "purpose":
      return flow.purposes;
    case "subject":
      return flow.subjects;
    case "region":
      return flow.regions;
    case "retention":
      return flow.retention ? [flow.retention] : [];
    case "safeguard":
      return flow.safeguards;
  }
}

function verdictOf(findings: readonly Finding[], flow: FlowUnderFragment, side: Side): Verdict | undefined {
  return findings.find(
    ({ rule, aspect, subjectId }) =>
      rule === "flow-outside-contract" && aspect === side && subjectId === flow.id,
  )?.verdict;
}
