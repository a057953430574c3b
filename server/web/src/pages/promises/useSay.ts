import { useTranslation } from "react-i18next";
import { usePartyNames } from "../../data/partyNames";
import { useTermName } from "../../data/terms";
import { useDurationWords } from "../../parts/marks";
import { regionInSentence, type Say, withinSentence } from "./sentences";

/** How the limits of promises are said in the language of the page. */
export function useSay(parties: readonly string[] = []): Say {
  const { t, i18n } = useTranslation("promises");
  const name = useTermName();
  const party = usePartyNames(parties);
  const duration = useDurationWords();
  const list = (type: "conjunction" | "disjunction") => {
    const format = new Intl.ListFormat(i18n.language === "en" ? "en-GB" : i18n.language, { type });
    return (items: readonly string[]) => format.format(items);
  };
  return {
    t,
    // English bends names to stand within a sentence. German nouns stay as they are.
    term: (taxonomy, key) => {
      const called = name(taxonomy, key);
      if (i18n.language !== "en") return called;
      return taxonomy === "REGION" ? regionInSentence(called) : withinSentence(called);
    },
    party,
    duration,
    all: list("conjunction"),
    any: list("disjunction"),
  };
}
