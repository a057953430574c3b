import { useTranslation } from "react-i18next";
import { isUnsure } from "../../data/faults";
import css from "./Editor.module.css";
import type { Faults } from "./fields";

/** Why something was not saved, besides what is said at the fields. */
export function NotSaved({
  fault,
  faults,
  gone = false,
}: {
  fault: { code: string; message: string };
  faults: Faults;
  gone?: boolean;
}) {
  const { t } = useTranslation(["promises", "common"]);
  return (
    <div className={css.notSaved} role="alert" tabIndex={-1}>
      <strong>{isUnsure(fault) ? t("state.unsure.title", { ns: "common" }) : t("edit.notSaved")}</strong>
      <p>{gone ? t("edit.gone") : isUnsure(fault) ? t("edit.stillHere") : t("edit.notSavedHint")}</p>
      {fault.code !== "INVALID" && !gone && <p>{fault.message}.</p>}
      {faults.others().map(({ field, message }) => (
        <p key={field + message}>{field ? t("edit.elsewhere", { field, message }) : message}</p>
      ))}
    </div>
  );
}
