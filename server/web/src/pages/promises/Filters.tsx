import { Button, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "../../data/terms";
import { VerdictIcon } from "../../parts/marks";
import { TextFilter } from "../../parts/TextFilter";
import { type Change, filtered, NO_FILTERS, type Shown } from "./address";
import css from "./Filters.module.css";
import { type Counts, VERDICTS } from "./reading";

/** Which promises are shown. `counts` are those of the notice before it is filtered. */
export function Filters({
  shown,
  show,
  counts,
  children,
}: {
  shown: Shown;
  show: (change: Change, options?: { replace?: boolean }) => void;
  counts?: Counts | undefined;
  /** What comes first. */
  children?: ReactNode;
}) {
  const { t } = useTranslation(["promises", "common"]);
  const categories = useTerms().CATEGORY;
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      {children}
      <fieldset className={css.verdicts}>
        <legend className="visually-hidden">{t("filter.verdict")}</legend>
        {VERDICTS.map((verdict) => (
          <button
            key={verdict}
            type="button"
            aria-pressed={shown.verdict === verdict}
            onClick={() => show({ verdict: shown.verdict === verdict ? undefined : verdict })}
          >
            <VerdictIcon verdict={verdict} />
            {counts && <b className="number">{counts[verdict]}</b>}
            {t(`common:verdict.${verdict}`)}
          </button>
        ))}
      </fieldset>
      <Select
        className={css.kind as string}
        size="xs"
        aria-label={t("filter.kind")}
        placeholder={t("filter.anyKind")}
        clearable
        data={(["COMMITMENT", "DISCLOSURE"] as const).map((kind) => ({
          value: kind,
          label: t(`common:promiseKind.${kind}`),
        }))}
        value={shown.kind ?? null}
        onChange={(kind) => show({ kind: kind ?? undefined })}
      />
      <Select
        className={css.category as string}
        size="xs"
        aria-label={t("filter.category")}
        placeholder={t("filter.anyCategory")}
        clearable
        searchable
        limit={60}
        nothingFoundMessage={t("common:palette.nothing")}
        data={categories.map(({ key, name }) => ({ value: key, label: name }))}
        value={shown.category ?? null}
        onChange={(category) => show({ category: category ?? undefined })}
      />
      <TextFilter
        className={css.text}
        label={t("common:list.filter")}
        text={shown.text ?? ""}
        onText={(text) => show({ text }, { replace: true })}
      />
      {filtered(shown) && (
        <Button size="compact-sm" variant="subtle" onClick={() => show(NO_FILTERS)}>
          {t("common:action.clearFilters")}
        </Button>
      )}
    </search>
  );
}
