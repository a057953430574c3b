import { Checkbox, Group, NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ClauseKind } from "../gql/graphql";
import css from "./Clauses.module.css";
import { ChoiceField, fieldOf, heldBy, type Place, put, TextField } from "./fields";
import { PartiesSelect } from "./PartySelect";

/** Where a clause stands and what it says, as far as its kind has something to say. */
export function ClauseDetails({ place, kind, name }: { place: Place; kind: ClauseKind; name: string }) {
  const { t } = useTranslation("register");
  const mechanism = heldBy<string>(place, "mechanism");
  const authorisation = heldBy<string>(place, "authorisation");
  const count = (field: string, label: string) => (
    <NumberInput
      {...fieldOf(place, field)}
      label={label}
      min={0}
      max={100000}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      className={css.number as string}
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in each line of a list of a fieldset says too much.
    <div className={css.details} role="group" aria-label={name}>
      <TextField
        place={place}
        name="locator"
        label={t("clauses.locator")}
        placeholder="§ 7.2"
        className={css.locator as string}
      />
      {kind === "BREACH_NOTICE" && count("hours", t("clauses.hours"))}
      {(kind === "RIGHTS_ASSISTANCE" || kind === "RETURN_OR_DELETE") && count("days", t("clauses.days"))}
      {kind === "RETURN_OR_DELETE" && (
        <>
          <ChoiceField
            place={place}
            name="choice"
            label={t("clauses.choice")}
            words={t("clauses.choices", { returnObjects: true }) as Record<string, string>}
            none={t("notRecorded")}
          />
          <ChoiceField
            place={place}
            name="certificate"
            label={t("clauses.certificate")}
            words={t("clauses.yesNo", { returnObjects: true }) as Record<string, string>}
            none={t("notRecorded")}
          />
        </>
      )}
      {kind === "SUBPROCESSOR_AUTHORISATION" && (
        <>
          <ChoiceField
            place={place}
            name="authorisation"
            label={t("clauses.authorisation")}
            words={t("clauses.authorisations", { returnObjects: true }) as Record<string, string>}
            none={t("notRecorded")}
          />
          {authorisation === "GENERAL" && count("noticeDays", t("clauses.noticeDays"))}
          {authorisation === "GENERAL" && count("objectionDays", t("clauses.objectionDays"))}
          {authorisation !== "" && authorisation !== "NONE" && (
            <div className={css.approved}>
              <PartiesSelect place={place} name="approved" label={t("clauses.approved")} />
            </div>
          )}
        </>
      )}
      {kind === "TRANSFER_MECHANISM" && (
        <ChoiceField
          place={place}
          name="mechanism"
          label={t("clauses.mechanism")}
          words={t("clauses.mechanisms", { returnObjects: true }) as Record<string, string>}
          none={t("notRecorded")}
        />
      )}
      {kind === "TRANSFER_MECHANISM" && mechanism === "SCC" && (
        <Checkbox.Group
          {...fieldOf(place, "modules")}
          value={heldBy<string[]>(place, "modules")}
          onChange={(modules) => put(place, "modules", [...modules].sort())}
          label={t("clauses.modules")}
        >
          <Group gap="sm" h={36}>
            {["1", "2", "3", "4"].map((module) => (
              <Checkbox key={module} value={module} label={module} size="xs" />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </div>
  );
}
