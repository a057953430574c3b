import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRuleName } from "../../parts/FindingLine";
import { useDurationWords } from "../../parts/marks";
import type { Say } from "./words";

/** What the words of channels are made of. */
export function useChannelWords(): Say {
  const { t, i18n } = useTranslation("channels");
  const { t: common } = useTranslation();
  const rule = useRuleName();
  const duration = useDurationWords();
  const language = i18n.language === "en" ? "en-GB" : i18n.language;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rules and durations are said as the language says them.
  return useMemo(
    () => ({ t, language, severity: (severity) => common(`severity.${severity}`), rule, duration }),
    [t, common, language],
  );
}
