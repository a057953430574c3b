import { useTranslation } from "react-i18next";
import { DurationField } from "./DurationField";
import css from "./edit.module.css";
import { GroupFault, type Place } from "./fields";
import { TermsField } from "./TermsField";

/** Terms that are at hand in a form, by what they say. */
export interface Likely {
  categories?: readonly string[];
  purposes?: readonly string[];
  subjects?: readonly string[];
  regions?: readonly string[];
  safeguards?: readonly string[];
}

/** What a contract allows. */
export function TermsGroup({ place, likely }: { place: Place; likely?: Likely | undefined }) {
  const { t } = useTranslation("register");
  const terms: Place = { form: place.form, at: `${place.at}terms.` };
  return (
    <fieldset className={css.group}>
      <legend>{t("contract.allows")}</legend>
      <GroupFault place={place} name="terms" />
      <div className={css.fields}>
        <TermsField
          place={terms}
          name="categories"
          label={t("what.categories")}
          taxonomy="CATEGORY"
          likely={likely?.categories ?? []}
        />
        <TermsField
          place={terms}
          name="purposes"
          label={t("what.purposes")}
          taxonomy="PURPOSE"
          likely={likely?.purposes ?? []}
        />
        <div className={css.pair}>
          <TermsField
            place={terms}
            name="subjects"
            label={t("what.subjects")}
            taxonomy="SUBJECT"
            likely={likely?.subjects ?? []}
          />
          <TermsField
            place={terms}
            name="regions"
            label={t("what.regions")}
            taxonomy="REGION"
            likely={likely?.regions ?? []}
          />
          <TermsField
            place={terms}
            name="safeguards"
            label={t("what.safeguards")}
            taxonomy="SAFEGUARD"
            likely={likely?.safeguards ?? []}
          />
          <DurationField place={terms} name="maxRetention" label={t("contract.maxRetention")} />
        </div>
      </div>
    </fieldset>
  );
}
