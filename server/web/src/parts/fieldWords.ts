import { useTranslation } from "react-i18next";
import { usePartyNames } from "../data/partyNames";
import { useTermName } from "../data/terms";
import type { TaxonomyKind } from "../gql/graphql";
import { labelOf } from "./fieldLabels";
import { useDayWords, useDurationWords } from "./marks";

/** The namespaces that fields and what they hold are said in. */
const WORDS = [
  "register",
  "common",
  "contracts",
  "notices",
  "promises",
  "channels",
  "findings",
  "changes",
] as const;

/** Fields that hold terms, by their last name. */
const TERMS: Record<string, TaxonomyKind> = {
  categories: "CATEGORY",
  purposes: "PURPOSE",
  onlyPurposes: "PURPOSE",
  neverPurposes: "PURPOSE",
  subjects: "SUBJECT",
  regions: "REGION",
  onlyRegions: "REGION",
  neverRegions: "REGION",
  members: "REGION",
  country: "REGION",
  safeguards: "SAFEGUARD",
  "derives.from": "CATEGORY",
  "derives.to": "CATEGORY",
};

/** Fields that hold one of a few words: the messages that say them, by the kind of record and by the field's last name. */
const ENUMS: Record<string, string> = {
  status: "common:partyStatus",
  role: "common:role",
  legalBasis: "common:legalBasis",
  consent: "common:consent",
  "promise consent": "promises:says.consent",
  consideration: "common:consideration",
  onwardSharing: "promises:edit.onward",
  severity: "common:severity",
  minSeverity: "common:severity",
  verdict: "common:verdict",
  rules: "common:rule",
  presence: "register:clauses.long",
  authorisation: "register:clauses.authorisations",
  mechanism: "register:clauses.mechanisms",
  choice: "register:clauses.choices",
  certificate: "register:clauses.yesNo",
  evidence: "changes:evidence",
  taxonomy: "changes:taxonomy",
  "party kind": "common:partyKind",
  "contract kind": "common:contractKind",
  "contract renewal.kind": "common:renewal",
  "promise kind": "common:promiseKind",
  "promise kinds": "promises:kinds",
  "channel kind": "channels:kind",
  "channel kinds": "channels:about.kinds",
};

/** Fields that name a party by its key. */
const PARTIES: Record<string, readonly string[]> = {
  party: ["operator"],
  contract: ["party", "approved"],
  flow: ["source", "recipient"],
  notice: ["by", "systems"],
  promise: ["onlyRecipients.parties", "neverRecipients.parties", "recipients.parties"],
  observation: ["source", "recipient"],
};

const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** What tells by itself what it is, in a list of parts: it comes first. */
const SELF_TOLD = ["party", "role", "name", "scheme", "value", "presence"];

const lastOf = (path: string, count = 1) => path.split(".").slice(-count).join(".");

const naming = (kind: string, path: string) =>
  (PARTIES[kind] ?? []).some((field) => path === field || path.endsWith(`.${field}`));

/** The keys of parties that a field names. */
export function partiesIn(kind: string, path: string, value: unknown): string[] {
  if (typeof value === "string") return naming(kind, path) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => partiesIn(kind, path, item));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => partiesIn(kind, `${path}.${name}`, inner));
}

/** What fields of records are called, and what they hold, in words. */
export interface FieldWords {
  /** What a field is called, with what it is a part of where it says too little alone; undefined when there are no words for it. */
  title: (path: string) => string | undefined;
  /** What it holds in a line; what is not known is said as it is written. */
  said: (path: string, value: unknown) => string;
}

const whole = (value: unknown) => Array.isArray(value) || (typeof value === "object" && value !== null);
const empty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (whole(value) && Object.keys(value as object).length === 0);

/** The words for the fields of a kind of records. `parties` are the keys of those that are named. */
export function useFieldWords(kind: string, parties: readonly string[] = []): FieldWords {
  const { t, i18n } = useTranslation(WORDS);
  const term = useTermName();
  const party = usePartyNames(parties);
  const days = useDayWords();
  const duration = useDurationWords();
  const language = i18n.language === "en" ? "en-GB" : i18n.language;
  const list = (parts: readonly string[]) => new Intl.ListFormat(language, { type: "unit" }).format(parts);
  const name = (path: string) => {
    const label = labelOf(kind, path);
    return label && t(label as "register:key");
  };
  const oneOf = (path: string): Record<string, string> | undefined => {
    const last = lastOf(path);
    const group = ENUMS[`${kind} ${path}`] ?? ENUMS[`${kind} ${last}`] ?? ENUMS[last];
    return group
      ? (t(group as "common:role", { returnObjects: true }) as unknown as Record<string, string>)
      : undefined;
  };
  const clause = (of: string) => t(`register:clause.${of as "SCOPE"}.name`);
  const one = (path: string, value: unknown): string => {
    if (typeof value === "boolean") return t(`register:clauses.yesNo.${value ? "yes" : "no"}`);
    if (typeof value !== "string") return String(value);
    const taxonomy = TERMS[lastOf(path)] ?? TERMS[lastOf(path, 2)];
    if (taxonomy) return term(taxonomy, value);
    if (naming(kind, path)) return party(value);
    if (kind === "contract" && lastOf(path, 2) === "clauses.kind") return clause(value);
    if (kind === "channel" && path === "quiet.days") {
      const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
      // The second of January 2023 was a Monday.
      return weekday.format(Date.UTC(2023, 0, 2 + WEEKDAYS.indexOf(value)));
    }
    const word = oneOf(path)?.[value];
    if (word !== undefined) return word;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return days.day(value);
    return /^P\d/.test(value) ? duration(value) : value;
  };
  const said = (path: string, value: unknown): string => {
    if (empty(value)) return "";
    if (Array.isArray(value)) {
      const parts = value.map((item) => said(path, item)).filter(Boolean);
      return parts.some((part) => part.includes(", ")) || value.some(whole) ? parts.join("; ") : list(parts);
    }
    if (typeof value !== "object") return one(path, value);
    const { kind: of, ...others } = value as Record<string, unknown>;
    const rest =
      lastOf(path) === "clauses" || path.startsWith("clauses.") ? others : (value as typeof others);
    const parts = Object.entries(rest)
      .filter(([, inner]) => !empty(inner))
      .sort(([one], [other]) => Number(SELF_TOLD.includes(other)) - Number(SELF_TOLD.includes(one)))
      .map(([field, inner]) => {
        const inside = `${path}.${field}`;
        const text = said(inside, inner);
        if (SELF_TOLD.includes(field)) return text;
        return `${name(inside) ?? field}: ${whole(inner) && !Array.isArray(inner) ? `(${text})` : text}`;
      });
    // Of a list of clauses each says which it is; one alone is named where it stands.
    const head = rest === others && path === "clauses" && typeof of === "string" ? [clause(of)] : [];
    return [...head, ...parts].join("; ");
  };
  const title = (path: string) => {
    const own = name(path);
    const around = /[rR]ecipients\.\w+$/.test(path) && name(path.slice(0, path.lastIndexOf(".")));
    return own && around ? `${around}: ${own}` : own;
  };
  return { title, said };
}
