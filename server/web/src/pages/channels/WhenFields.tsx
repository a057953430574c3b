import { Checkbox, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import edit from "../../edit/edit.module.css";
import { fieldOf, heldBy, type Place, put, TextField } from "../../edit/fields";
import type { Weekday } from "../../gql/graphql";
import { durationOf, hoursOrDays, UNITS, type Unit } from "./after";
import css from "./Channels.module.css";
import { PLANS, type Plan } from "./schedule";
import { useChannelNames } from "./useChannelNames";
import { useChannelWords } from "./useChannelWords";
import { WEEKDAYS } from "./values";
import { dayName, weekdayName } from "./words";

/** When what has gathered is sent, when nothing is, and where that is told by the clock. */
export function WhenFields({ place }: { place: Place }) {
  const { t } = useTranslation("channels");
  const { language } = useChannelWords();
  const plan = heldBy<Plan>(place, "plan.plan");
  const zone = heldBy<string>(place, "zone");
  const zones = useMemo(() => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])], []);
  return (
    <>
      <div className={edit.pair}>
        <NativeSelect
          {...fieldOf(place, "plan.plan")}
          label={t("form.schedule")}
          description={plan === "now" ? undefined : t("form.scheduleHint")}
          data={PLANS.map((value) => ({ value, label: t(`form.plan.${value}`) }))}
        />
        {plan === "own" && (
          <TextField
            place={place}
            name="plan.cron"
            label={t("form.cron")}
            description={t("form.cronHint")}
            required
            withAsterisk={false}
          />
        )}
        {(plan === "daily" || plan === "workdays" || plan === "weekly") && (
          <div className={css.at}>
            {plan === "weekly" && (
              <NativeSelect
                {...fieldOf(place, "plan.day")}
                label={t("form.day")}
                data={[1, 2, 3, 4, 5, 6, 0].map((day) => ({
                  value: String(day),
                  label: dayName(day, language),
                }))}
              />
            )}
            <TextField
              place={place}
              name="plan.time"
              type="time"
              label={t("form.time")}
              required
              withAsterisk={false}
            />
          </div>
        )}
      </div>
      <div className={edit.pair}>
        <div className={css.at}>
          <TextField place={place} name="quiet.from" type="time" label={t("form.quietFrom")} />
          <TextField place={place} name="quiet.until" type="time" label={t("form.quietUntil")} />
        </div>
        <Select
          {...fieldOf(place, "zone")}
          label={t("form.zone")}
          description={t("form.zoneHint")}
          placeholder={t("page.zoneOfService")}
          data={zone && !zones.includes(zone) ? [zone, ...zones] : zones}
          value={zone || null}
          onChange={(value) => put(place, "zone", value ?? "")}
          searchable
          clearable
          limit={50}
        />
      </div>
      <Checkbox.Group
        id={fieldOf(place, "quiet.days").id}
        label={t("form.quietDays")}
        description={t("form.quietHint")}
        error={fieldOf(place, "quiet.days").error}
        value={heldBy<Weekday[]>(place, "quiet.days")}
        onChange={(days) => put(place, "quiet.days", days)}
      >
        <div className={css.checks}>
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} value={day} label={weekdayName(day, language)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}

/** Where what nobody acknowledges goes, and after how long. */
export function EscalationFields({ place, own }: { place: Place; own: string | undefined }) {
  const { t } = useTranslation("channels");
  const names = useChannelNames();
  const to = heldBy<string>(place, "escalation.to");
  const others = [...(names ?? [])].filter(([key]) => key !== own);
  const choices = others.map(([value, label]) => ({ value, label }));
  return (
    <div className={edit.pair}>
      <NativeSelect
        {...fieldOf(place, "escalation.to")}
        label={t("form.escalationTo")}
        data={[
          { value: "", label: t("form.escalationNone") },
          ...(to && !names?.has(to) ? [{ value: to, label: to }] : []),
          ...choices,
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          put(place, "escalation.to", chosen);
          // Without a channel there is nothing to wait for.
          if (!chosen) put(place, "escalation.after", "");
        }}
      />
      {to && <After place={place} />}
    </div>
  );
}

function After({ place }: { place: Place }) {
  const { t } = useTranslation("channels");
  const value = heldBy<string>(place, "escalation.after");
  const parts = hoursOrDays(value);
  const [unit, setUnit] = useState<Unit>(parts?.unit ?? "hours");
  const input = fieldOf(place, "escalation.after");
  if (value !== "" && !parts)
    return <TextInput {...input} label={t("form.escalationAfter")} description={t("form.written")} />;
  const shown = parts?.unit ?? unit;
  return (
    <div className={edit.duration}>
      <NumberInput
        id={input.id}
        error={input.error}
        label={t("form.escalationAfter")}
        description={t("form.escalationAfterHint")}
        min={1}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={parts?.count ?? ""}
        onChange={(count) => put(place, "escalation.after", durationOf(count, shown))}
      />
      <NativeSelect
        aria-label={t("form.unit")}
        value={shown}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          setUnit(next);
          if (parts) put(place, "escalation.after", durationOf(parts.count, next));
        }}
        data={UNITS.map((value) => ({ value, label: t(`form.${value}`) }))}
      />
    </div>
  );
}
