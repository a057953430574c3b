import { Button, NativeSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import { useAsk } from "../../data/live";
import type { Severity } from "../../gql/graphql";
import { useRuleName } from "../../parts/FindingLine";
import { SeverityMark } from "../../parts/marks";
import { TextFilter } from "../../parts/TextFilter";
import css from "./Findings.module.css";
import { type Filters, NOBODY, narrowed, SEVERITIES, STATES, SUBJECTS, VERDICTS } from "./filters";
import { SubjectTitleQuery } from "./queries";
import { RULES } from "./rules";
import { useAssignees } from "./useAssignees";

function KeysHint() {
  const { t } = useTranslation("findings");
  return (
    <p className={css.keys}>
      <Trans
        t={t}
        i18nKey="keys"
        components={[
          <kbd key="j" />,
          <kbd key="k" />,
          <kbd key="o" />,
          <kbd key="x" />,
          <kbd key="a" />,
          <kbd key="s" />,
        ]}
      />
    </p>
  );
}

export type SetFilter = (name: string, value: string | undefined) => void;

/** Which findings are shown; how many there are of each severity. */
export function FilterBar({
  filters,
  counts,
  set,
  clear,
}: {
  filters: Filters;
  counts: Record<Severity, number> | undefined;
  set: SetFilter;
  clear: () => void;
}) {
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();
  const rule = useRuleName();
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      <Severities chosen={filters.severity} counts={counts} set={set} />
      <NativeSelect
        size="xs"
        aria-label={t("filter.state")}
        value={filters.state}
        onChange={(event) =>
          set("state", event.currentTarget.value === "OPEN" ? undefined : event.currentTarget.value)
        }
        data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <KeysHint />
      <span className={css.break} />
      <NativeSelect
        size="xs"
        className={css.rule}
        aria-label={t("filter.rule")}
        value={filters.rule ?? ""}
        onChange={(event) => set("rule", event.currentTarget.value)}
        data={[
          { value: "", label: t("filter.anyRule") },
          ...RULES.map((value) => ({ value, label: rule(value) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t("filter.verdict")}
        value={filters.verdict ?? ""}
        onChange={(event) => set("verdict", event.currentTarget.value)}
        data={[
          { value: "", label: t("filter.anyVerdict") },
          ...VERDICTS.map((value) => ({ value, label: say(`findingVerdict.${value}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t("filter.about")}
        value={filters.about ?? ""}
        onChange={(event) => set("about", event.currentTarget.value)}
        data={[
          { value: "", label: t("filter.anyAbout") },
          ...SUBJECTS.map((value) => ({ value, label: t(`subjectKind.${value}`) })),
        ]}
      />
      <Who who={filters.who} set={set} />
      <TextFilter
        className={css.text}
        label={t("filter.text")}
        text={filters.text}
        onText={(text) => set("q", text)}
      />
      {filters.subject && <Subject id={filters.subject} set={set} />}
      {narrowed(filters) && (
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          {say("action.clearFilters")}
        </Button>
      )}
    </search>
  );
}

/** Who sees to them. A name in the address that nobody has any more is a choice all the same. */
function Who({ who, set }: { who: string | undefined; set: SetFilter }) {
  const { t } = useTranslation("findings");
  const known = useAssignees();
  const isKnown = (name: string) => known.find((each) => each.toLowerCase() === name.toLowerCase());
  const chosen = who === undefined || who === NOBODY ? who : (isKnown(who) ?? who);
  const names = chosen && chosen !== NOBODY && !isKnown(chosen) ? [...known, chosen] : known;
  return (
    <NativeSelect
      size="xs"
      aria-label={t("filter.who")}
      value={chosen ?? ""}
      onChange={(event) => set("who", event.currentTarget.value)}
      data={[
        { value: "", label: t("filter.anyWho") },
        { value: NOBODY, label: t("filter.nobody") },
        ...names.map((value) => ({ value, label: value })),
      ]}
    />
  );
}

/** One choice: all, or a severity with all that is graver. */
function Severities({
  chosen,
  counts,
  set,
}: {
  chosen: Severity | undefined;
  counts: Record<Severity, number> | undefined;
  set: SetFilter;
}) {
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();
  const upTo = chosen ? SEVERITIES.indexOf(chosen) : SEVERITIES.length;
  return (
    <fieldset className={css.severities}>
      <legend className="visually-hidden">{t("filter.severity")}</legend>
      <label data-lit={!chosen}>
        <input type="radio" name="severity" checked={!chosen} onChange={() => set("severity", undefined)} />
        {t("filter.anySeverity")}
      </label>
      {SEVERITIES.map((severity, at) => (
        <label
          key={severity}
          data-lit={chosen !== undefined && at <= upTo}
          title={t("filter.orGraver", { severity: say(`severity.${severity}`) })}
        >
          <input
            type="radio"
            name="severity"
            checked={chosen === severity}
            aria-label={`${t("filter.orGraver", { severity: say(`severity.${severity}`) })}, ${t("count", { count: counts?.[severity] ?? 0 })}`}
            onChange={() => set("severity", severity)}
          />
          <SeverityMark severity={severity} />
          <span className="number">{counts?.[severity] ?? "…"}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Subject({ id, set }: { id: string; set: SetFilter }) {
  const { t } = useTranslation("findings");
  const title = useAsk(SubjectTitleQuery, { id }).data?.node?.title ?? id;
  return (
    <Button
      size="compact-sm"
      variant="light"
      rightSection={<IconX size={12} aria-hidden />}
      aria-label={`${t("filter.subject", { title })}. ${t("filter.clearSubject")}`}
      onClick={() => set("subject", undefined)}
    >
      {t("filter.subject", { title })}
    </Button>
  );
}
