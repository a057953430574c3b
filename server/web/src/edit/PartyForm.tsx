import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CountrySelect } from "./CountrySelect";
import css from "./edit.module.css";
import {
  AreaField,
  ChoiceField,
  capital,
  DayField,
  fieldOf,
  heldBy,
  type Place,
  TextField,
  useWords,
} from "./fields";
import { More } from "./More";
import { PartySelect } from "./PartySelect";
import { Rows } from "./Rows";

const LATER = [
  "key",
  "status",
  "offboardedOn",
  "tags",
  "domains",
  "identifiers",
  "contacts",
  "certifications",
];
const IDENTIFIERS = ["LEI", "VAT", "DUNS", "IAB_GVL"];

/** The fields of a party. The key of one that is in the register stays. */
export function PartyForm({
  place,
  added = false,
  open = false,
  named = false,
  kinds,
}: {
  place: Place;
  /** Whether it is not in the register yet: then its key can be chosen. */
  added?: boolean;
  /** Whether the rarer fields are shown from the start. */
  open?: boolean;
  /** Whether the page asks for the name itself. */
  named?: boolean;
  /** Only these kinds. */
  kinds?: readonly string[];
}) {
  const { t } = useTranslation("register");
  const words = useWords();
  const kind = heldBy<string>(place, "kind");
  const status = heldBy<string>(place, "status");
  const chosen = Object.entries(words.partyKind).filter(
    ([key]) => !kinds || kinds.includes(key) || key === kind,
  );
  return (
    <div className={css.fields}>
      {!named && <TextField place={place} name="name" label={t("party.name")} required />}
      <div className={css.pair}>
        <ChoiceField
          place={place}
          name="kind"
          label={t("party.kind")}
          words={Object.fromEntries(
            chosen.map(([key, word]) => [key, key === "SELF" ? t("party.self") : word]),
          )}
          required
        />
        <CountrySelect place={place} name="country" label={t("party.country")} />
      </div>
      {kind === "SYSTEM" && (
        <PartySelect place={place} name="operator" label={t("party.operator")} required />
      )}
      <div className={css.pair}>
        <TextField place={place} name="website" label={t("party.website")} type="url" inputMode="url" />
        <TextField
          place={place}
          name="privacyPolicy"
          label={t("party.privacyPolicy")}
          type="url"
          inputMode="url"
        />
      </div>
      <AreaField
        place={place}
        name="description"
        label={t("party.description")}
        autosize
        minRows={1}
        maxRows={5}
        autoComplete="off"
      />
      <div className={css.pair}>
        <TextField place={place} name="owner" label={t("party.owner")} description={t("party.ownerHint")} />
      </div>
      <More label={t("party.more")} place={place} names={LATER} open={open}>
        <div className={css.pair}>
          {added && (
            <TextField place={place} name="key" label={t("key")} description={t("keyHint")} required />
          )}
          <ChoiceField place={place} name="status" label={t("party.status")} words={words.partyStatus} />
          {status === "OFFBOARDED" && (
            <DayField place={place} name="offboardedOn" label={t("party.offboardedOn")} required />
          )}
        </div>
        <div className={css.pair}>
          <TagsInput {...fieldOf(place, "tags")} label={t("party.tags")} description={t("party.tagsHint")} />
          <TagsInput
            {...fieldOf(place, "domains")}
            label={t("party.domains")}
            description={t("party.domainsHint")}
          />
        </div>
        <Rows
          place={place}
          name="contacts"
          label={t("party.contacts")}
          add={t("party.addContact")}
          empty={() => ({ role: "DPO", name: "", email: "", url: "" })}
        >
          {(row) => (
            <>
              <TextField place={row} name="role" label={t("party.contactRole")} required />
              <TextField place={row} name="email" label={t("party.email")} type="email" inputMode="email" />
              <TextField place={row} name="name" label={t("party.contactName")} />
              <TextField place={row} name="url" label={t("party.contactUrl")} type="url" />
            </>
          )}
        </Rows>
        <Rows
          place={place}
          name="certifications"
          label={t("party.certifications")}
          add={t("party.addCertification")}
          empty={() => ({ scheme: "", validFrom: "", validUntil: "", url: "" })}
        >
          {(row) => (
            <>
              <TextField
                place={row}
                name="scheme"
                label={t("party.scheme")}
                placeholder="ISO_27001"
                required
              />
              <TextField place={row} name="url" label={t("party.certificationUrl")} type="url" />
              <DayField place={row} name="validFrom" label={t("party.validFrom")} />
              <DayField place={row} name="validUntil" label={t("party.validUntil")} />
            </>
          )}
        </Rows>
        <Rows
          place={place}
          name="identifiers"
          label={t("party.identifiers")}
          add={t("party.addIdentifier")}
          empty={() => ({ scheme: "", value: "" })}
        >
          {(row) => (
            <>
              <TextField
                place={row}
                name="scheme"
                label={t("party.register")}
                placeholder={capital(IDENTIFIERS.join(", "))}
                required
              />
              <TextField place={row} name="value" label={t("party.identifier")} required />
            </>
          )}
        </Rows>
      </More>
    </div>
  );
}
