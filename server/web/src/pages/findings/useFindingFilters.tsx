import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import { type Choosing, INSIDE } from "../../parts/FilterChoice";
import type { Filter } from "../../parts/Filters";
import { useRuleName } from "../../parts/FindingLine";
import { RecordPicker } from "../whatif/RecordPicker";
import { NOBODY, STATES, SUBJECTS, VERDICTS } from "./filters";
import { SubjectTitleQuery } from "./queries";
import { RULES } from "./rules";
import { useAssignees } from "./useAssignees";

/** What findings are filtered by, with who sees to some of them; `who` is what the address says of that. */
export function useFindingFilters(who: string | undefined): Filter[] {
  const { t } = useTranslation("findings");
  const { t: common } = useTranslation();
  const rule = useRuleName();
  const known = useAssignees();
  return useMemo((): Filter[] => {
    const isChosen = (name: string) => name.toLowerCase() === who?.toLowerCase();
    // A name in the address that nobody has any more is a choice all the same.
    const names = who && who !== NOBODY && !known.some(isChosen) ? [...known, who] : known;
    return [
      {
        id: "state",
        label: t("filter.state"),
        kind: "one",
        pinned: true,
        hint: t("filter.stateHint"),
        options: STATES.filter((state) => state !== "OPEN").map((value) => ({
          value: value.toLowerCase(),
          label: t(`state.${value}`),
        })),
      },
      {
        id: "rule",
        label: t("filter.rule"),
        kind: "one",
        pinned: true,
        options: RULES.map((value) => ({ value, label: rule(value) })),
      },
      {
        id: "verdict",
        label: t("filter.verdict"),
        kind: "one",
        pinned: true,
        options: VERDICTS.map((value) => ({
          value: value.toLowerCase(),
          label: common(`findingVerdict.${value}`),
        })),
      },
      {
        id: "who",
        label: t("filter.who"),
        kind: "one",
        pinned: true,
        options: [
          { value: NOBODY, label: t("filter.nobody") },
          ...names.map((label) => ({ value: who !== undefined && isChosen(label) ? who : label, label })),
        ],
      },
      {
        id: "about",
        label: t("filter.about"),
        kind: "one",
        options: SUBJECTS.map((value) => ({ value, label: t(`subjectKind.${value}`) })),
      },
      {
        id: "subject",
        label: t("filter.subject"),
        kind: "own",
        words: (id) => <SubjectTitle id={id} />,
        choice: (choosing) => <SubjectChoice {...choosing} />,
      },
    ];
  }, [t, common, rule, known, who]);
}

function useTitle(id: string | undefined): string | undefined {
  const asked = useAsk(SubjectTitleQuery, { id: id ?? "" }, { pause: id === undefined });
  return id === undefined ? undefined : (asked.data?.node?.title ?? id);
}

const SubjectTitle = ({ id }: { id: string }) => useTitle(id);

function SubjectChoice({ values: [id], onDone }: Choosing) {
  const { t } = useTranslation("findings");
  const title = useTitle(id);
  return (
    <RecordPicker
      kinds={["FLOW", "CONTRACT", "PROMISE", "PARTY", "NOTICE"]}
      label={t("filter.subject")}
      size="xs"
      comboboxProps={INSIDE}
      value={id !== undefined && title !== undefined ? { id, title } : undefined}
      onPick={(picked) => onDone(picked ? [picked.id] : [])}
    />
  );
}
