import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "../data/terms";
import { useDayWords } from "./marks";

/**
 * Keys of terms, codes, and countries where a place stands: `AG` may also end the name of a company.
 */
const WORDS =
  /((?<=\b(?:in|of|and|only) |\()(?:[A-Z]{2}|eea|world)\b)|[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*|[A-Z]+(?:_[A-Z]+)*/g;

/** A legal day that is no part of a key. */
const DAYS = /(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-])/g;

/** A sentence of the server with what people call the terms and days in it. Words that are no keys of terms stay. */
export function plain(
  sentence: string,
  names: ReadonlyMap<string, string>,
  day: (day: string) => string,
): string {
  return sentence
    .replace(DAYS, (word) => day(word))
    .replace(WORDS, (word, place?: string) => {
      return (place && names.get(`in ${place}`)) ?? names.get(word) ?? word;
    });
}

/** `plain` with the terms of the register. */
export function usePlain(): (sentence: string) => string {
  const terms = useTerms();
  const { t, i18n } = useTranslation();
  const days = useDayWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: days are said as the language says them.
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const [kind, list] of Object.entries(terms)) {
      for (const { key, name } of list) {
        if (kind === "REGION") names.set(`in ${key}`, name);
        // A key such as `system` or `user` may be a word of the sentence.
        else if (/[._]/.test(key)) names.set(key, name);
      }
    }
    for (const [clause, said] of Object.entries(t("clause", { returnObjects: true })))
      names.set(clause, `“${said}”`);
    for (const consent of ["OPT_IN", "OPT_OUT"] as const) names.set(consent, `“${t(`consent.${consent}`)}”`);
    names.set("CROSS_CONTEXT_ADVERTISING", t("consideration.CROSS_CONTEXT_ADVERTISING"));
    return (sentence) => plain(sentence, names, days.day);
  }, [terms, t, i18n.language]);
}
