import { useTranslation } from "react-i18next";
import { TermPicker } from "../../parts/TermPicker";
import type { Draft } from "./draft";
import type { FormProps } from "./Editor";
import css from "./Editor.module.css";
import { RecipientFields } from "./RecipientFields";

const NOBODY = { kinds: [], parties: [], tags: [] };

/** What a disclosure tells: what for, and who receives it. */
export function ShareFields({ draft, change, faults }: FormProps) {
  const { t } = useTranslation("promises");
  const set = (part: Partial<Draft["shares"]>) => change({ shares: { ...draft.shares, ...part } });
  return (
    <fieldset className={css.group}>
      <legend>{t("edit.shares")}</legend>
      <TermPicker
        taxonomy="PURPOSE"
        label={t("edit.purposes")}
        description={t("edit.purposesHint")}
        value={draft.shares.purposes}
        error={faults.at("shares.purposes")}
        onChange={(purposes) => set({ purposes })}
      />
      <div>
        <p className={css.label}>{t("edit.recipients")}</p>
        <p className={css.about}>{t("edit.recipientsHint")}</p>
        <RecipientFields
          value={draft.shares.recipients ?? NOBODY}
          error={faults.at("shares.recipients")}
          onChange={(recipients) => set({ recipients })}
        />
      </div>
    </fieldset>
  );
}
