import { Button, Checkbox, MultiSelect, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PartyPicker } from "../../parts/PartyPicker";
import { TextFilter } from "../../parts/TextFilter";
import css from "./Contracts.module.css";
import { AHEAD, KINDS, type Listed } from "./filters";

export type SetParam = (name: string, value: string | readonly string[] | undefined) => void;

const NAMES = ["q", "kind", "party", "inForce", "ends", "notice"] as const;

/** What of the contracts is listed. It stands in the address. */
export function Filters({
  listed,
  set,
  onClear,
}: {
  listed: Listed;
  set: SetParam;
  onClear: (names: readonly string[]) => void;
}) {
  const { t } = useTranslation("contracts");
  const { t: common } = useTranslation();
  const filtered =
    listed.text || listed.kinds.length || listed.party || listed.inForce || listed.ends || listed.notice;
  const within = AHEAD.map((days) => ({ value: String(days), label: t("filter.within", { count: days }) }));
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      <TextFilter
        className={css.text}
        label={t("filter.text")}
        text={listed.text}
        onText={(text) => set("q", text || undefined)}
      />
      <MultiSelect
        size="xs"
        className={css.kind as string}
        aria-label={t("filter.kind")}
        placeholder={listed.kinds.length === 0 ? t("filter.kind") : ""}
        data={KINDS.map((kind) => ({ value: kind, label: common(`contractKind.${kind}`) }))}
        value={listed.kinds}
        onChange={(kinds) => set("kind", kinds)}
      />
      <PartyPicker
        size="xs"
        className={css.party as string}
        aria-label={t("filter.party")}
        placeholder={t("filter.party")}
        value={listed.party ?? null}
        onChange={(party) => set("party", party ?? undefined)}
      />
      <Select
        size="xs"
        className={css.when as string}
        aria-label={`${t("filter.ends")} (${t("filter.todayOnly")})`}
        placeholder={`${t("filter.ends")}: ${t("filter.any")}`}
        clearable
        data={within.map(({ value, label }) => ({ value, label: `${t("filter.ends")} ${label}` }))}
        value={listed.ends ? String(listed.ends) : null}
        onChange={(days) => set("ends", days ?? undefined)}
      />
      <Select
        size="xs"
        className={css.when as string}
        aria-label={`${t("filter.notice")} (${t("filter.todayOnly")})`}
        placeholder={`${t("filter.notice")}: ${t("filter.any")}`}
        clearable
        data={within.map(({ value, label }) => ({ value, label: `${t("filter.notice")} ${label}` }))}
        value={listed.notice ? String(listed.notice) : null}
        onChange={(days) => set("notice", days ?? undefined)}
      />
      <Checkbox
        size="xs"
        label={t("filter.inForce")}
        checked={listed.inForce}
        onChange={(event) => set("inForce", event.currentTarget.checked ? "1" : undefined)}
      />
      {filtered ? (
        <Button size="compact-sm" variant="subtle" onClick={() => onClear(NAMES)}>
          {common("action.clearFilters")}
        </Button>
      ) : null}
    </search>
  );
}
