import { Button } from "@mantine/core";
import { IconBellPause, IconBellRinging, IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDayWords } from "../../parts/marks";
import css from "./Alerts.module.css";
import type { Row } from "./queries";
import { isOver } from "./useSeeTo";

/** What can be said to an alert. */
export function SeeToButtons({
  of,
  size = "xs",
  onAcknowledge,
  onSnooze,
  onReopen,
}: {
  of: Row;
  size?: string;
  onAcknowledge: () => void;
  onSnooze: () => void;
  onReopen: () => void;
}) {
  const { t } = useTranslation("alerts");
  if (isOver(of)) return null;
  const seen = of.state === "ACKNOWLEDGED";
  return (
    <>
      {!seen && (
        <Button
          size={size}
          leftSection={<IconCheck size={16} aria-hidden />}
          aria-keyshortcuts="a"
          title={t("acknowledge.hint")}
          onClick={onAcknowledge}
        >
          {t("acknowledge.action")}
        </Button>
      )}
      <Button
        size={size}
        variant="default"
        leftSection={<IconBellPause size={16} aria-hidden />}
        aria-keyshortcuts="s"
        onClick={onSnooze}
      >
        {t(seen ? "snooze.again" : "snooze.action")}
      </Button>
      {of.state !== "OPEN" && (
        <Button
          size={size}
          variant="default"
          leftSection={<IconBellRinging size={16} aria-hidden />}
          title={t("reopen.hint")}
          onClick={onReopen}
        >
          {t("reopen.action")}
        </Button>
      )}
    </>
  );
}

/** What people said to it: who, when, and what is to be said of it. */
export function Said({ of, onNote }: { of: Row; onNote: () => void }) {
  const { t } = useTranslation("alerts");
  const { moment } = useDayWords();
  if (of.state === "SNOOZED" && of.snoozedUntil) {
    return (
      <p className={css.said}>
        <strong>{t("snooze.till", { moment: moment(of.snoozedUntil) })}</strong>
      </p>
    );
  }
  if (!of.acknowledgedBy) return null;
  return (
    <div className={css.said}>
      <div>
        <strong>{t("acknowledge.by", { name: of.acknowledgedBy })}</strong>
        {of.acknowledgedAt && <span className="quiet"> · {moment(of.acknowledgedAt)}</span>}
        {of.note && <p>{of.note}</p>}
      </div>
      {!isOver(of) && (
        <Button size="compact-sm" variant="default" onClick={onNote}>
          {t(of.note ? "acknowledge.noteAgain" : "acknowledge.note")}
        </Button>
      )}
    </div>
  );
}
