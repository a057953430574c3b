import { useTranslation } from "react-i18next";
import { useTermName } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";
import { useDayWords, useDurationWords } from "../parts/marks";
import { saysNothing } from "./document";

const TERMS: Record<string, TaxonomyKind> = {
  categories: "CATEGORY",
  purposes: "PURPOSE",
  subjects: "SUBJECT",
  regions: "REGION",
  safeguards: "SAFEGUARD",
  country: "REGION",
};

const WORDS: Record<string, string> = {
  status: "partyStatus",
  role: "role",
  legalBasis: "legalBasis",
  consent: "consent",
  consideration: "consideration",
};

/** What a field of a record holds, in a line of words. */
export function useSaid(): (field: string, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const { t: own } = useTranslation("register");
  const term = useTermName();
  const days = useDayWords();
  const duration = useDurationWords();
  const list = (parts: string[]) => new Intl.ListFormat(i18n.language, { type: "unit" }).format(parts);
  const words = (group: string, value: string) => {
    const known = t(group as "role", { returnObjects: true }) as unknown as Record<string, string>;
    return known[value] ?? value;
  };
  const one = (field: string, value: unknown): string => {
    if (typeof value !== "string") return String(value);
    const taxonomy = TERMS[field];
    if (taxonomy) return term(taxonomy, value);
    const group = WORDS[field];
    if (group) return words(group, value);
    if (field === "presence") return own(`clauses.long.${value as "PRESENT"}`);
    if (field === "kind") {
      for (const group of ["partyKind", "contractKind", "renewal"]) {
        const said = words(group, value);
        if (said !== value) return said;
      }
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return days.day(value);
    if (/^P\d/.test(value)) return duration(value);
    return value;
  };
  const said = (field: string, value: unknown): string => {
    if (saysNothing(value)) return t("notRecorded");
    if (Array.isArray(value)) {
      const parts = value.filter((item) => !saysNothing(item)).map((item) => said(field, item));
      return typeof value[0] === "object" ? parts.join("; ") : list(parts);
    }
    if (typeof value === "object" && value !== null) {
      const parts = Object.entries(value)
        .filter(([name, part]) => !saysNothing(part) && !(name === "kind" && field.startsWith("clauses.")))
        .map(([name, part]) => said(name, part));
      return list(parts);
    }
    return one(field.split(".").at(-1) as string, value);
  };
  return said;
}
