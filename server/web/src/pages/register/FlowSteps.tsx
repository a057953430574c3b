import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FlowForm } from "../../edit/FlowForm";
import type { AnyForm } from "../../edit/fields";
import type { Likely } from "../../edit/TermsGroup";
import { tell } from "../../edit/told";
import { type Draft, filledFrom } from "./draft";
import { together, useHabits } from "./habits";
import css from "./Register.module.css";

/** One flow of the page. */
export function FlowStep({
  form,
  index,
  draft,
  likely,
  onChange,
}: {
  form: AnyForm;
  index: number;
  draft: Draft;
  likely: Likely;
  /** Changes the draft as it is by then, of which what is drawn may be a little behind. */
  onChange: (change: (now: Draft) => Draft) => void;
}) {
  const { t } = useTranslation("register");
  const flow = draft.flows[index];
  const source = flow?.source ?? "";
  const habits = useHabits({ source }, source === "");
  if (!flow) return null;
  const { terms } = draft.contract;
  const allows = draft.hasContract && Object.values(terms).some((list) => list.length > 0);
  return (
    <fieldset className={css.flow}>
      <legend>{t("flowNumber", { number: index + 1 })}</legend>
      <div className={css.flowBar}>
        {allows && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              onChange((now) => ({
                ...now,
                flows: now.flows.with(index, filledFrom(now.contract, now.flows[index] ?? flow)),
              }));
              tell(t("fromContractDone"));
            }}
          >
            {t("fromContract")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`${t("removeFlow")}: ${t("flowNumber", { number: index + 1 })}`}
          onClick={() => onChange((now) => ({ ...now, flows: now.flows.toSpliced(index, 1) }))}
        >
          {t("removeFlow")}
        </Button>
      </div>
      <FlowForm
        place={{ form, at: `flows.${index}.` }}
        added
        likely={together(draft.hasContract ? terms : {}, habits, likely)}
      />
    </fieldset>
  );
}

export function AddFlow({ first, onAdd }: { first: boolean; onAdd: () => void }) {
  const { t } = useTranslation("register");
  return (
    <div>
      {first && <p className={css.none}>{t("noFlows")}</p>}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {t("addFlow")}
      </Button>
    </div>
  );
}
