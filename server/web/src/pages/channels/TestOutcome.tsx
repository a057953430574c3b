import { Loader } from "@mantine/core";
import { IconCheck, IconClock, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDayWords } from "../../parts/marks";
import css from "./Channels.module.css";
import type { Tested } from "./useTest";

/** What became of a test: said where it was asked for, and to people who listen. */
export function TestOutcome({ of }: { of: Tested | undefined }) {
  const { t } = useTranslation("channels");
  const { moment } = useDayWords();
  let tone: "good" | "bad" | undefined;
  let text: ReactNode;
  let icon: ReactNode;
  if (of?.is === "sending") {
    icon = <Loader size={16} aria-hidden />;
    text = t("test.sending");
  } else if (of?.is === "slow") {
    icon = <IconClock size={18} aria-hidden />;
    text = t("test.slow");
  } else if (of?.is === "notMade") {
    tone = "bad";
    icon = <IconX size={18} aria-hidden />;
    text = t("test.notMade", { message: of.message });
  } else if (of?.is === "over") {
    const { state, attempts, nextAttemptAt } = of.delivery;
    const detail = attempts.at(-1)?.detail ?? "";
    tone = state === "SENT" ? "good" : "bad";
    icon = state === "SENT" ? <IconCheck size={18} aria-hidden /> : <IconX size={18} aria-hidden />;
    text = (
      <>
        {t(state === "SENT" ? "test.sent" : "test.failed", { detail })}
        {nextAttemptAt && <> {t("test.next", { moment: moment(nextAttemptAt) })}</>}
      </>
    );
  }
  return (
    <div role="status">
      {of && (
        <p className={css.outcome} data-tone={tone}>
          {icon}
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}
