import type { TFunction } from "i18next";
import type { PartyKind, TaxonomyKind } from "../../gql/graphql";
import type { LimitName, Limits, Selector } from "./draft";

/** What the sentences are made of, in the language of the page. */
export interface Say {
  t: TFunction<"promises">;
  term: (taxonomy: TaxonomyKind, key: string) => string;
  party: (key: string) => string;
  duration: (duration: string) => string;
  /** "a, b and c" */
  all: (list: readonly string[]) => string;
  /** "a, b or c" */
  any: (list: readonly string[]) => string;
}

/** The side of a promise that a limit is about, as findings of `commitment-broken` call it. */
export const ASPECT: Record<LimitName, string> = {
  onlyPurposes: "purpose",
  neverPurposes: "purpose",
  onlyRecipients: "recipient",
  neverRecipients: "recipient",
  onlyRegions: "region",
  neverRegions: "region",
  maxRetention: "retention",
  safeguards: "safeguard",
  consent: "consent",
  neverSold: "sale",
  contractRequired: "contract",
  onwardSharing: "onward",
};

export interface Sentence {
  limit: LimitName;
  text: string;
}

/** Some parties in words, a piece each: "vendors", "Nimbus Mail", "whoever is tagged hosting". */
export function selectorWords(selector: Selector, say: Say): string[] {
  return [
    ...selector.kinds.map((kind: PartyKind) => say.t(`kinds.${kind}`)),
    ...selector.parties.map(say.party),
    ...(selector.tags.length > 0
      ? [say.t("tagged", { tags: say.any(selector.tags.map((tag) => say.t("quoted", { text: tag }))) })]
      : []),
  ];
}

/** Each limit of a commitment as people would say it. */
export function limitSentences(limits: Limits, say: Say): Sentence[] {
  const { t } = say;
  const sentences: Sentence[] = [];
  const tell = (limit: LimitName, text: string) => sentences.push({ limit, text });
  const terms = (taxonomy: TaxonomyKind, keys: readonly string[] | undefined) =>
    keys && keys.length > 0 ? keys.map((key) => say.term(taxonomy, key)) : undefined;
  const some = (selector: Selector | undefined) => {
    const words = selector && selectorWords(selector, say);
    return words && words.length > 0 ? words : undefined;
  };

  const onlyPurposes = terms("PURPOSE", limits.onlyPurposes);
  if (onlyPurposes) tell("onlyPurposes", t("says.onlyPurposes", { list: say.all(onlyPurposes) }));
  const neverPurposes = terms("PURPOSE", limits.neverPurposes);
  if (neverPurposes) tell("neverPurposes", t("says.neverPurposes", { list: say.any(neverPurposes) }));
  const onlyRecipients = some(limits.onlyRecipients);
  if (onlyRecipients) tell("onlyRecipients", t("says.onlyRecipients", { list: say.all(onlyRecipients) }));
  const neverRecipients = some(limits.neverRecipients);
  if (neverRecipients) tell("neverRecipients", t("says.neverRecipients", { list: say.any(neverRecipients) }));
  const onlyRegions = terms("REGION", limits.onlyRegions);
  if (onlyRegions) tell("onlyRegions", t("says.onlyRegions", { list: say.all(onlyRegions) }));
  const neverRegions = terms("REGION", limits.neverRegions);
  if (neverRegions) tell("neverRegions", t("says.neverRegions", { list: say.any(neverRegions) }));
  if (limits.maxRetention) {
    tell("maxRetention", t("says.maxRetention", { duration: say.duration(limits.maxRetention) }));
  }
  const safeguards = terms("SAFEGUARD", limits.safeguards);
  if (safeguards) tell("safeguards", t("says.safeguards", { list: say.all(safeguards) }));
  if (limits.consent) tell("consent", t(`says.consent.${limits.consent}`));
  if (limits.neverSold) tell("neverSold", t("says.neverSold"));
  if (limits.contractRequired) tell("contractRequired", t("says.contractRequired"));
  if (limits.onwardSharing) tell("onwardSharing", t(`says.onward.${limits.onwardSharing}`));
  return sentences;
}

/** What a disclosure tells people: what for, and who receives it. */
export function shareSentences(
  shares: { purposes: readonly string[]; recipients: Selector | null },
  say: Say,
): string[] {
  const who = shares.recipients ? selectorWords(shares.recipients, say) : [];
  return [
    shares.purposes.length > 0
      ? say.t("says.sharedFor", { list: say.all(shares.purposes.map((key) => say.term("PURPOSE", key))) })
      : say.t("says.sharedForAny"),
    who.length > 0 ? say.t("says.sharedWith", { list: say.all(who) }) : say.t("says.sharedWithAny"),
  ];
}

/** Names as they stand within an English sentence: "Email marketing" is "email marketing", "SMS marketing" stays. */
export function withinSentence(name: string): string {
  return /^\p{Lu}[\p{Ll}-]/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

const ARTICLE =
  /^(united|european|netherlands|philippines|bahamas|gambia|maldives|seychelles|comoros|dominican republic|democratic republic|republic of|central african|isle of|british|nordic|french southern|.* islands?$)/i;

/** Regions as they stand within an English sentence: "the United States", "Germany". */
export function regionInSentence(name: string): string {
  if (name === "Anywhere") return "anywhere";
  if (name.startsWith("Countries ")) return withinSentence(name);
  return ARTICLE.test(name) ? `the ${name}` : name;
}
