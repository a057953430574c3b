import { Checkbox, MultiSelect, NativeSelect, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import edit from "../../edit/edit.module.css";
import { capital, fieldOf, heldBy, type Place, put } from "../../edit/fields";
import type { AlertKind } from "../../gql/graphql";
import { useRuleName } from "../../parts/FindingLine";
import { KINDS, SEVERITIES } from "../alerts/filters";
import { RULES } from "../findings/rules";
import css from "./Channels.module.css";

/** Which alerts a channel sends: what meets all that is said. */
export function WhichFields({ place }: { place: Place }) {
  const { t } = useTranslation("channels");
  const { t: alerts } = useTranslation("alerts");
  const { t: common } = useTranslation();
  const rule = useRuleName();
  const rules = heldBy<string[]>(place, "about.rules");
  // A rule that came later than this page is a choice all the same.
  const known = [...new Set([...RULES, ...rules])];
  return (
    <>
      <Checkbox.Group
        id={fieldOf(place, "about.kinds").id}
        label={t("form.kinds")}
        description={t("form.kindsHint")}
        value={heldBy<AlertKind[]>(place, "about.kinds")}
        error={fieldOf(place, "about.kinds").error}
        onChange={(kinds) => put(place, "about.kinds", kinds)}
      >
        <div className={css.checks}>
          {KINDS.map((kind) => (
            <Checkbox
              key={kind}
              value={kind}
              label={t(`about.kinds.${kind}`)}
              title={alerts(`kindHint.${kind}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div className={edit.pair}>
        <NativeSelect
          {...fieldOf(place, "about.minSeverity")}
          label={t("form.minSeverity")}
          data={[
            { value: "", label: t("form.anySeverity") },
            ...SEVERITIES.toReversed().map((value) => {
              const severity = common(`severity.${value}`);
              return {
                value,
                label: capital(value === "CRITICAL" ? severity : alerts("filter.orGraver", { severity })),
              };
            }),
          ]}
        />
        <MultiSelect
          {...fieldOf(place, "about.rules")}
          label={t("form.rules")}
          placeholder={rules.length === 0 ? t("form.anyRule") : ""}
          data={known.map((value) => ({ value, label: rule(value) }))}
          searchable
          clearable
          hidePickedOptions
        />
      </div>
      {rules.length > 0 && <p className="quiet">{t("form.rulesHint")}</p>}
      <div className={edit.pair}>
        <TagsInput
          {...fieldOf(place, "about.owners")}
          label={t("form.owners")}
          description={t("form.ownersHint")}
          acceptValueOnBlur
        />
        <TagsInput
          {...fieldOf(place, "about.tags")}
          label={t("form.tags")}
          description={t("form.tagsHint")}
          acceptValueOnBlur
        />
      </div>
      <Checkbox
        id={fieldOf(place, "resolved").id}
        checked={heldBy<boolean>(place, "resolved")}
        onChange={(event) => put(place, "resolved", event.currentTarget.checked)}
        label={t("form.resolved")}
        description={t("form.resolvedHint")}
      />
    </>
  );
}
