import { Checkbox, NativeSelect, Radio, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import edit from "../../edit/edit.module.css";
import { AreaField, fieldOf, heldBy, type Place, put, TextField } from "../../edit/fields";
import { More } from "../../edit/More";
import type { ChannelKind } from "../../gql/graphql";
import css from "./Channels.module.css";
import { KindMark } from "./KindMark";
import { SecretMaker } from "./SecretMaker";
import { KINDS } from "./values";
import { EscalationFields, WhenFields } from "./WhenFields";
import { WhichFields } from "./WhichFields";

/** The fields of a channel. The key of one that is in the register stays. */
export function ChannelForm({
  place,
  added = false,
  onName,
  onKey,
}: {
  place: Place;
  /** Whether it is not in the register yet: then its key can be chosen. */
  added?: boolean;
  /** Tells the name as it is typed, for a key to be made of it, and that a key was typed. */
  onName?: (name: string) => void;
  onKey?: () => void;
}) {
  const { t } = useTranslation("channels");
  const kind = heldBy<ChannelKind>(place, "kind");
  const name = fieldOf(place, "name");
  const key = fieldOf(place, "key");
  return (
    <div className={edit.fields}>
      <Radio.Group
        label={t("form.kind")}
        value={kind}
        onChange={(value) => {
          put(place, "kind", value);
          // Who knows the address of these may post there.
          if (added) put(place, "address", value === "SLACK" || value === "TEAMS" ? "variable" : "here");
        }}
      >
        <div className={css.kinds}>
          {KINDS.map((value) => (
            <Radio
              key={value}
              value={value}
              label={<KindMark kind={value} />}
              description={t(`kindHint.${value}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={edit.pair}>
        <TextField
          place={place}
          name="name"
          label={t("form.name")}
          description={t("form.nameHint")}
          onChange={(event) => {
            name.onChange(event);
            onName?.(event.currentTarget.value);
          }}
        />
        {added && (
          <TextField
            place={place}
            name="key"
            label={t("form.key")}
            description={t("form.keyHint")}
            required
            withAsterisk={false}
            onChange={(event) => {
              key.onChange(event);
              onKey?.();
            }}
          />
        )}
      </div>
      <WhereFields place={place} kind={kind} />
      <fieldset className={edit.group}>
        <legend>{t("form.which")}</legend>
        <WhichFields place={place} />
      </fieldset>
      <fieldset className={edit.group}>
        <legend>{t("form.when")}</legend>
        <WhenFields place={place} />
      </fieldset>
      <fieldset className={edit.group}>
        <legend>{t("form.escalation")}</legend>
        <EscalationFields place={place} own={added ? undefined : heldBy<string>(place, "key")} />
      </fieldset>
      <More label={t("form.more")} place={place} names={["subject", "body"]}>
        <TextField
          place={place}
          name="subject"
          label={t("form.subject")}
          description={t("form.templateHint", { example: "{{ count }} alerts for {{ channel.name }}" })}
        />
        {kind !== "WEBHOOK" && (
          <AreaField
            place={place}
            name="body"
            label={t("form.body")}
            description={t("form.templateHint", { example: "{{ text }}" })}
            autosize
            minRows={2}
            maxRows={12}
          />
        )}
      </More>
      <Checkbox
        id={fieldOf(place, "paused").id}
        checked={heldBy<boolean>(place, "paused")}
        onChange={(event) => put(place, "paused", event.currentTarget.checked)}
        label={t("form.paused")}
        description={t("form.pausedHint")}
      />
    </div>
  );
}

/** Where it sends: an address, here or in a variable, or e-mail addresses; and what a webhook is signed with. */
function WhereFields({ place, kind }: { place: Place; kind: ChannelKind }) {
  const { t } = useTranslation("channels");
  const address = heldBy<string>(place, "address");
  const secretFrom = heldBy<string>(place, "secretFrom");
  if (kind === "EMAIL") {
    return (
      <TagsInput
        {...fieldOf(place, "to")}
        label={t("form.to")}
        description={t("form.toHint")}
        inputMode="email"
        acceptValueOnBlur
      />
    );
  }
  return (
    <>
      <NativeSelect
        {...fieldOf(place, "address")}
        label={t("form.address")}
        data={[
          { value: "here", label: t("form.addressHere") },
          { value: "variable", label: t("form.addressVariable") },
        ]}
      />
      {address === "here" ? (
        <TextField
          place={place}
          name="url"
          type="url"
          inputMode="url"
          label={t("form.url")}
          placeholder={t(`form.urlHint.${kind}`)}
          required
          withAsterisk={false}
        />
      ) : (
        <TextField
          place={place}
          name="urlFrom"
          label={t("form.urlFrom")}
          description={t("form.urlFromHint")}
          placeholder="KEPT_SECRET_CHAT"
          required
          withAsterisk={false}
        />
      )}
      {kind === "WEBHOOK" && (
        <div>
          <TextField
            place={place}
            name="secretFrom"
            label={t("form.secretFrom")}
            description={t("form.secretFromHint")}
            placeholder="KEPT_SECRET_TICKETS"
            required
            withAsterisk={false}
          />
          <SecretMaker variable={secretFrom.trim()} />
        </div>
      )}
    </>
  );
}
