import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ContractRole } from "../gql/graphql";
import { Clauses } from "./Clauses";
import { ContractSelect } from "./ContractSelect";
import { DurationField } from "./DurationField";
import css from "./edit.module.css";
import {
  AreaField,
  ChoiceField,
  DayField,
  fieldOf,
  GroupFault,
  heldBy,
  type Place,
  TextField,
  useWords,
} from "./fields";
import { More } from "./More";
import { PartySelect } from "./PartySelect";
import { Rows } from "./Rows";
import { type Likely, TermsGroup } from "./TermsGroup";

const LATER = [
  "key",
  "name",
  "signedOn",
  "master",
  "amends",
  "renewals",
  "noticeGivenOn",
  "terminatedOn",
  "documents",
  "alertDays",
  "owner",
  "description",
];

/** The fields of a contract: who, how long, what it allows, what it says. */
export function ContractForm({
  place,
  added = false,
  open = false,
  likely,
  children,
}: {
  place: Place;
  added?: boolean;
  open?: boolean;
  /** Terms that are likely in it. */
  likely?: Likely;
  /** What is known of its term, shown beneath the days. */
  children?: React.ReactNode;
}) {
  const { t } = useTranslation("register");
  const words = useWords();
  const parties = heldBy<{ party: string; role: ContractRole | "" }[]>(place, "parties");
  const renewal = heldBy<string>(place, "renewal.kind");
  const kind = heldBy<string>(place, "kind");
  const other = parties.find(({ party }) => party)?.party;
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        <ChoiceField
          place={place}
          name="kind"
          label={t("contract.kind")}
          words={words.contractKind}
          required
        />
        {!added && <TextField place={place} name="name" label={t("contract.name")} />}
      </div>
      {kind === "ADDENDUM" && (
        <ContractSelect place={place} name="amends" label={t("contract.amends")} party={other} />
      )}
      <Rows
        place={place}
        name="parties"
        label={t("contract.parties")}
        add={t("contract.addParty")}
        empty={() => ({ party: "", role: "" })}
      >
        {(row) => (
          <>
            <PartySelect place={row} name="party" label={t("contract.party")} required />
            <ChoiceField
              place={row}
              name="role"
              label={t("contract.role")}
              words={words.role}
              none={t("choose")}
              required
            />
          </>
        )}
      </Rows>
      <fieldset className={css.group}>
        <legend>{t("contract.term")}</legend>
        <div className={css.triple}>
          <DayField
            place={place}
            name="effectiveOn"
            label={t("contract.effectiveOn")}
            description={t("contract.effectiveOnHint")}
          />
          <DayField
            place={place}
            name="endsOn"
            label={t("contract.endsOn")}
            description={t("contract.endsOnHint")}
          />
          <ChoiceField
            place={place}
            name="renewal.kind"
            label={t("contract.renewal")}
            description={t("contract.renewalHint")}
            words={words.renewal}
            none={t("notRecorded")}
          />
        </div>
        <GroupFault place={place} name="renewal" />
        {renewal !== "" && renewal !== "NONE" && (
          <div className={css.triple}>
            <DurationField place={place} name="renewal.period" label={t("contract.period")} />
            <DurationField place={place} name="renewal.notice" label={t("contract.notice")} unit="M" />
          </div>
        )}
        {children}
      </fieldset>
      <TermsGroup place={place} likely={likely} />
      <Clauses place={place} />
      <More label={t("contract.more")} place={place} names={LATER} open={open}>
        <div className={css.pair}>
          {added && (
            <TextField place={place} name="key" label={t("key")} description={t("keyHint")} required />
          )}
          {added && <TextField place={place} name="name" label={t("contract.name")} />}
          <DayField place={place} name="signedOn" label={t("contract.signedOn")} />
          <TextField place={place} name="owner" label={t("contract.owner")} />
          <ContractSelect place={place} name="master" label={t("contract.master")} party={other} />
          {kind !== "ADDENDUM" && (
            <ContractSelect place={place} name="amends" label={t("contract.amends")} party={other} />
          )}
          <DayField
            place={place}
            name="noticeGivenOn"
            label={t("contract.noticeGivenOn")}
            description={t("contract.noticeGivenOnHint")}
          />
          <DayField
            place={place}
            name="terminatedOn"
            label={t("contract.terminatedOn")}
            description={t("contract.terminatedOnHint")}
          />
        </div>
        {renewal === "EXPRESS" && (
          <Rows
            place={place}
            name="renewals"
            label={t("contract.renewals")}
            add={t("contract.addRenewal")}
            empty={() => ({ agreedOn: "", endsOn: "" })}
          >
            {(row) => (
              <>
                <DayField place={row} name="agreedOn" label={t("contract.agreedOn")} />
                <DayField place={row} name="endsOn" label={t("contract.renewedUntil")} />
              </>
            )}
          </Rows>
        )}
        <Rows
          place={place}
          name="documents"
          label={t("contract.documents")}
          add={t("contract.addDocument")}
          empty={() => ({ name: "", sha256: "", url: "" })}
        >
          {(row) => (
            <>
              <TextField
                place={row}
                name="name"
                label={t("contract.documentName")}
                placeholder="dpa.pdf"
                required
              />
              <TextField place={row} name="url" label={t("contract.documentUrl")} type="url" />
              <TextField place={row} name="sha256" label={t("contract.sha256")} />
            </>
          )}
        </Rows>
        <TagsInput
          {...fieldOf(place, "alertDays")}
          label={t("contract.alertDays")}
          description={t("contract.alertDaysHint")}
        />
        <AreaField
          place={place}
          name="description"
          label={t("contract.description")}
          autosize
          minRows={1}
          maxRows={5}
        />
      </More>
    </div>
  );
}
