import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "../data/terms";
import { useDayWords } from "./marks";

/** A country, one of its parts, or a group of them; no key with dots. */
const PLACE = String.raw`(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|[a-z][a-z0-9_]*)(?![\p{L}\p{N}_-]|\.[a-z])`;

/** What is said in other words, of each place in a sentence the first that fits. */
const WORDS = new RegExp(
  [
    // Titles that people gave stay as they are: German sentences quote them.
    "(?<quoted>„[^“]*“)",
    // Keys of records, which may be words that terms have for keys.
    String.raw`(?<key>(?<=\b(?:Datenfluss|Angabe|Versprechen|Schlüssel) )[\w.-]+)`,
    // A legal day that is no part of a key.
    String.raw`(?<date>(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-]))`,
    // Places where places stand: `AG` may also end the name of a company.
    String.raw`(?<places>(?<=\b(?:in|of|and|only|nur|nie|Ort:|zu:|aufbewahrt:) |\()${PLACE}(?:(?:, | and | und )${PLACE})*)`,
    // Codes that are names elsewhere, after the word that says what they are.
    String.raw`(?<=\b(?<what>Gegenleistung|Einwilligung|Art):? )(?<code>[A-Z]+(?:_[A-Z]+)*)`,
    // Keys of terms and codes.
    String.raw`(?<![\p{L}\p{N}_.-])(?:[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*|[A-Z]+(?:_[A-Z]+)*)(?![\p{L}\p{N}_-])`,
  ].join("|"),
  "gu",
);

/** A sentence of the server with what people call the terms and days in it. Words that are no keys of terms stay. */
export function plain(
  sentence: string,
  names: ReadonlyMap<string, string>,
  day: (day: string) => string,
): string {
  return sentence.replace(WORDS, (word, ...more) => {
    const { quoted, key, date, places, what, code } = more.at(-1) as Record<string, string | undefined>;
    if (quoted || key) return word;
    if (date) return day(date);
    if (code) return names.get(`${what} ${code}`) ?? names.get(code) ?? code;
    if (places)
      return places.replace(/[\w-]+/g, (place) => names.get(`in ${place}`) ?? names.get(place) ?? place);
    return names.get(word) ?? word;
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
        // A key such as `system` or `user` may be a word of an English sentence.
        else if (/[._]/.test(key) || i18n.language !== "en") names.set(key, name);
      }
    }
    for (const [clause, said] of Object.entries(t("clause", { returnObjects: true })))
      names.set(clause, t("quoted", { text: said }));
    for (const consent of ["OPT_IN", "OPT_OUT"] as const)
      names.set(consent, t("quoted", { text: t(`consent.${consent}`) }));
    names.set("CROSS_CONTEXT_ADVERTISING", t("consideration.CROSS_CONTEXT_ADVERTISING"));
    const codes = { Gegenleistung: "consideration", Einwilligung: "consent", Art: "partyKind" } as const;
    for (const [what, words] of Object.entries(codes))
      for (const [code, said] of Object.entries(t(words, { returnObjects: true })))
        names.set(`${what} ${code}`, said);
    return (sentence) => plain(sentence, names, days.day);
  }, [terms, t, i18n.language]);
}
