import { useTranslation } from "react-i18next";
import { ContractSelect } from "./ContractSelect";
import { DurationField } from "./DurationField";
import css from "./edit.module.css";
import { AreaField, ChoiceField, DayField, heldBy, type Place, TextField, useWords } from "./fields";
import { More } from "./More";
import { PartySelect } from "./PartySelect";
import { Rows } from "./Rows";
import { TermsField } from "./TermsField";
import type { Likely } from "./TermsGroup";

const LATER = ["key", "endedOn", "contract", "verifiedOn", "derives", "description", "consideration"];

/** The fields of a flow: from whom to whom, what, what for, and on what terms. */
export function FlowForm({
  place,
  added = false,
  open = false,
  likely,
}: {
  place: Place;
  added?: boolean;
  open?: boolean;
  likely?: Likely;
}) {
  const { t } = useTranslation("register");
  const words = useWords();
  const none = t("notRecorded");
  const recipient = heldBy<string>(place, "recipient");
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        <PartySelect place={place} name="source" label={t("flow.source")} required />
        <PartySelect place={place} name="recipient" label={t("flow.recipient")} required />
      </div>
      <TermsField
        place={place}
        name="categories"
        label={t("what.categories")}
        taxonomy="CATEGORY"
        description={t("flow.categoriesHint")}
        likely={likely?.categories ?? []}
      />
      <TermsField
        place={place}
        name="purposes"
        label={t("what.purposes")}
        taxonomy="PURPOSE"
        likely={likely?.purposes ?? []}
      />
      <div className={css.pair}>
        <TermsField
          place={place}
          name="subjects"
          label={t("what.subjects")}
          taxonomy="SUBJECT"
          likely={likely?.subjects ?? []}
        />
        <TermsField
          place={place}
          name="regions"
          label={t("what.regions")}
          taxonomy="REGION"
          likely={likely?.regions ?? []}
        />
        <ChoiceField
          place={place}
          name="legalBasis"
          label={t("flow.legalBasis")}
          words={words.legalBasis}
          none={none}
        />
        <ChoiceField
          place={place}
          name="consent"
          label={t("flow.consent")}
          words={words.consent}
          none={none}
        />
        <TermsField
          place={place}
          name="safeguards"
          label={t("what.safeguards")}
          taxonomy="SAFEGUARD"
          likely={likely?.safeguards ?? []}
        />
        <DurationField place={place} name="retention" label={t("flow.retention")} />
        <DayField place={place} name="startedOn" label={t("flow.startedOn")} required />
        {!added && (
          <DayField
            place={place}
            name="endedOn"
            label={t("flow.endedOn")}
            description={t("flow.endedOnHint")}
          />
        )}
      </div>
      <More label={t("flow.more")} place={place} names={LATER} open={open}>
        <div className={css.pair}>
          {added && (
            <TextField place={place} name="key" label={t("key")} description={t("keyHint")} required />
          )}
          <ChoiceField
            place={place}
            name="consideration"
            label={t("flow.consideration")}
            words={words.consideration}
            none={none}
          />
          <ContractSelect
            place={place}
            name="contract"
            label={t("flow.contract")}
            description={t("flow.contractHint")}
            party={recipient || undefined}
          />
          {added && <DayField place={place} name="endedOn" label={t("flow.endedOn")} />}
          <DayField place={place} name="verifiedOn" label={t("flow.verifiedOn")} />
        </div>
        <AreaField
          place={place}
          name="description"
          label={t("flow.description")}
          autosize
          minRows={1}
          maxRows={5}
        />
        <Rows
          place={place}
          name="derives"
          label={t("flow.derives")}
          add={t("flow.addDerivation")}
          empty={() => ({ from: [], to: [] })}
        >
          {(row) => (
            <>
              <TermsField place={row} name="from" label={t("flow.from")} taxonomy="CATEGORY" />
              <TermsField place={row} name="to" label={t("flow.to")} taxonomy="CATEGORY" />
            </>
          )}
        </Rows>
      </More>
    </div>
  );
}
