import { useTranslation } from "react-i18next";
import { TermPicker } from "../../parts/TermPicker";
import type { Draft } from "./draft";
import type { FormProps } from "./Editor";
import css from "./Editor.module.css";

/** Whose which data a promise is about. */
export function ScopeFields({ draft, change, faults }: FormProps) {
  const { t } = useTranslation("promises");
  const set = (part: Partial<Draft["scope"]>) => change({ scope: { ...draft.scope, ...part } });
  return (
    <fieldset className={css.group}>
      <legend>{t("edit.scope")}</legend>
      <TermPicker
        taxonomy="CATEGORY"
        label={t("edit.categories")}
        description={draft.kind === "DISCLOSURE" ? t("edit.categoriesNeeded") : t("edit.categoriesHint")}
        value={draft.scope.categories}
        error={faults.at("scope.categories")}
        onChange={(categories) => set({ categories })}
      />
      <TermPicker
        taxonomy="SUBJECT"
        label={t("edit.subjects")}
        description={t("edit.subjectsHint")}
        value={draft.scope.subjects}
        error={faults.at("scope.subjects")}
        onChange={(subjects) => set({ subjects })}
      />
      <TermPicker
        taxonomy="REGION"
        label={t("edit.regions")}
        description={t("edit.regionsHint")}
        value={draft.scope.regions}
        error={faults.at("scope.regions")}
        onChange={(regions) => set({ regions })}
      />
    </fieldset>
  );
}
