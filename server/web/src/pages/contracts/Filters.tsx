import { Button, Checkbox, MultiSelect, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PartyPicker } from "../../parts/PartyPicker";
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
  const [text, setText] = useState(listed.text);
  const say = useDebouncedCallback((text: string) => set("q", text || undefined), 200);
  // A view or the way back may say another text than was typed.
  useEffect(() => setText(listed.text), [listed.text]);
  const filtered =
    listed.text || listed.kinds.length || listed.party || listed.inForce || listed.ends || listed.notice;
  const within = AHEAD.map((days) => ({ value: String(days), label: t("filter.within", { count: days }) }));
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      <TextInput
        className={css.text as string}
        aria-label={t("filter.text")}
        placeholder={t("filter.text")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          say(event.currentTarget.value);
        }}
      />
      <MultiSelect
        className={css.kind as string}
        aria-label={t("filter.kind")}
        placeholder={listed.kinds.length === 0 ? t("filter.kind") : ""}
        data={KINDS.map((kind) => ({ value: kind, label: common(`contractKind.${kind}`) }))}
        value={listed.kinds}
        onChange={(kinds) => set("kind", kinds)}
      />
      <PartyPicker
        className={css.party as string}
        aria-label={t("filter.party")}
        placeholder={t("filter.party")}
        value={listed.party ?? null}
        onChange={(party) => set("party", party ?? undefined)}
      />
      <Select
        className={css.when as string}
        aria-label={`${t("filter.ends")} (${t("filter.todayOnly")})`}
        placeholder={`${t("filter.ends")}: ${t("filter.any")}`}
        clearable
        data={within.map(({ value, label }) => ({ value, label: `${t("filter.ends")} ${label}` }))}
        value={listed.ends ? String(listed.ends) : null}
        onChange={(days) => set("ends", days ?? undefined)}
      />
      <Select
        className={css.when as string}
        aria-label={`${t("filter.notice")} (${t("filter.todayOnly")})`}
        placeholder={`${t("filter.notice")}: ${t("filter.any")}`}
        clearable
        data={within.map(({ value, label }) => ({ value, label: `${t("filter.notice")} ${label}` }))}
        value={listed.notice ? String(listed.notice) : null}
        onChange={(days) => set("notice", days ?? undefined)}
      />
      <Checkbox
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
