import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { DayText } from "../../parts/marks";
import css from "./Findings.module.css";
import type { Row } from "./filters";

/** Who sees to it, by when and what was agreed, with a way back. */
export function Assigned({ of, onUnassign }: { of: Row; onUnassign: () => void }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const { assignment } = of;
  if (!assignment) return null;
  return (
    <div className={css.accepts}>
      <div>
        <strong>{t("assign.by", { to: assignment.to })}</strong>
        {assignment.dueOn && (
          <>
            {" "}
            {t("assign.until")} <DayText day={assignment.dueOn} away />
          </>
        )}
        {assignment.note && <p>{assignment.note}</p>}
      </div>
      {!asOf && (
        <Button size="compact-sm" variant="default" onClick={onUnassign}>
          {t("assign.take")}
        </Button>
      )}
    </div>
  );
}

/** Gives it to someone, or to someone else. On another day than today nothing is given: `AcceptButton` says so. */
export function AssignButton({ of, onAssign }: { of: Row; onAssign: () => void }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  if (asOf) return null;
  return (
    <Button size="xs" variant="default" onClick={onAssign} aria-keyshortcuts="s">
      {t(of.assignment ? "assign.again" : "assign.action")}
    </Button>
  );
}
