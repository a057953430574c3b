import { Button, CloseButton, Menu, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Consent, OnwardSharing, TaxonomyKind } from "../../gql/graphql";
import { TermPicker } from "../../parts/TermPicker";
import { DurationField } from "./DurationField";
import { LIMIT_NAMES, LIMITS, type LimitName, type Limits } from "./draft";
import type { FormProps } from "./Editor";
import css from "./Editor.module.css";
import { RecipientFields } from "./RecipientFields";

/** The limits of a commitment: a row for each that is set, and the others to choose from. */
export function LimitFields({ draft, change, faults }: FormProps) {
  const { t } = useTranslation("promises");
  const set = <Name extends LimitName>(name: Name, value: Limits[Name] | undefined) => {
    const { [name]: _, ...others } = draft.limits;
    change({ limits: value === undefined ? others : { ...draft.limits, [name]: value } });
  };
  const chosen = LIMIT_NAMES.filter((name) => draft.limits[name] !== undefined);
  const rest = LIMIT_NAMES.filter((name) => draft.limits[name] === undefined);
  const about = faults.exactly("limits");
  return (
    <fieldset className={css.group}>
      <legend>{t("edit.limits")}</legend>
      <p className={css.about}>{t("edit.limitsHint")}</p>
      {chosen.map((name) => (
        <fieldset key={name} className={css.limit} aria-label={t(`edit.limit.${name}`)}>
          <div className={css.limitHead}>
            <span>{t(`edit.limit.${name}`)}</span>
            <CloseButton
              size="sm"
              aria-label={t("edit.removeLimit", { limit: t(`edit.limit.${name}`) })}
              onClick={() => set(name, undefined)}
            />
          </div>
          <LimitField name={name} limits={draft.limits} set={set} error={faults.at(`limits.${name}`)} />
        </fieldset>
      ))}
      {about && <p className={css.error}>{about}</p>}
      {rest.length > 0 && (
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              style={{ alignSelf: "start" }}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {t("edit.addLimit")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((name) => (
              <Menu.Item key={name} onClick={() => set(name, structuredClone(LIMITS[name]))}>
                {t(`edit.limit.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
}

const TAXONOMY: Partial<Record<LimitName, TaxonomyKind>> = {
  onlyPurposes: "PURPOSE",
  neverPurposes: "PURPOSE",
  onlyRegions: "REGION",
  neverRegions: "REGION",
  safeguards: "SAFEGUARD",
};

function LimitField({
  name,
  limits,
  set,
  error,
}: {
  name: LimitName;
  limits: Limits;
  set: <Name extends LimitName>(name: Name, value: Limits[Name] | undefined) => void;
  error: string | undefined;
}): ReactNode {
  const { t } = useTranslation("promises");
  const label = t(`edit.limit.${name}`);
  const taxonomy = TAXONOMY[name];
  if (taxonomy) {
    return (
      <TermPicker
        size="xs"
        taxonomy={taxonomy}
        aria-label={label}
        value={limits[name] as string[]}
        error={error}
        onChange={(terms) => set(name, terms as never)}
      />
    );
  }
  switch (name) {
    case "onlyRecipients":
    case "neverRecipients":
      return (
        <RecipientFields
          value={limits[name] ?? LIMITS[name]}
          error={error}
          onChange={(selector) => set(name, selector)}
        />
      );
    case "maxRetention":
      return (
        <DurationField
          value={limits.maxRetention ?? ""}
          error={error}
          onChange={(duration) => set("maxRetention", duration)}
        />
      );
    case "consent":
      return (
        <Select
          size="xs"
          aria-label={label}
          allowDeselect={false}
          data={(["OPT_IN", "OPT_OUT"] as const).map((value) => ({
            value,
            label: t(`edit.consent.${value}`),
          }))}
          value={limits.consent ?? null}
          error={error}
          onChange={(consent) => set("consent", (consent as Consent | null) ?? undefined)}
        />
      );
    case "onwardSharing":
      return (
        <Select
          size="xs"
          aria-label={label}
          allowDeselect={false}
          data={(["FORBIDDEN", "ALLOWED"] as const).map((value) => ({
            value,
            label: t(`edit.onward.${value}`),
          }))}
          value={limits.onwardSharing ?? null}
          error={error}
          onChange={(onward) => set("onwardSharing", (onward as OnwardSharing | null) ?? undefined)}
        />
      );
    default:
      return error && <p className={css.error}>{error}</p>;
  }
}
