import type {
  Consent,
  CreatePromiseInput,
  LimitsInput,
  OnwardSharing,
  PartyKind,
  PromiseKind,
  SharesInput,
} from "../../gql/graphql";

/** A promise as it is being written. What is absent from `limits` is not limited. */
export interface Draft {
  key: string;
  notice: string;
  kind: PromiseKind;
  quote: string;
  section: string;
  scope: { categories: string[]; subjects: string[]; regions: string[] };
  limits: Limits;
  shares: { purposes: string[]; recipients: Selector | null };
}

export interface Selector {
  kinds: PartyKind[];
  parties: string[];
  tags: string[];
}

export interface Limits {
  onlyPurposes?: string[];
  neverPurposes?: string[];
  onlyRecipients?: Selector;
  neverRecipients?: Selector;
  onlyRegions?: string[];
  neverRegions?: string[];
  maxRetention?: string;
  safeguards?: string[];
  consent?: Consent;
  neverSold?: true;
  contractRequired?: true;
  onwardSharing?: OnwardSharing;
}

export type LimitName = keyof Limits;

/** Every limit there is, in the order it is offered, with what a new one begins with. */
export const LIMITS: { [Name in LimitName]-?: Required<Limits>[Name] } = {
  onlyPurposes: [],
  neverPurposes: [],
  onlyRecipients: { kinds: [], parties: [], tags: [] },
  neverRecipients: { kinds: [], parties: [], tags: [] },
  onlyRegions: [],
  neverRegions: [],
  maxRetention: "P1Y",
  safeguards: [],
  consent: "OPT_IN",
  neverSold: true,
  contractRequired: true,
  onwardSharing: "FORBIDDEN",
};
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

interface RecordedSelector {
  kinds: readonly PartyKind[];
  parties: readonly string[];
  tags: readonly string[];
}

/** A promise as the schema tells it. */
export interface Recorded {
  key: string;
  kind: PromiseKind;
  quote: string | null;
  section: string | null;
  notice: { key: string } | null;
  scope: { categories: readonly string[]; subjects: readonly string[]; regions: readonly string[] };
  limits: {
    onlyPurposes: readonly string[];
    neverPurposes: readonly string[];
    onlyRecipients: RecordedSelector | null;
    neverRecipients: RecordedSelector | null;
    onlyRegions: readonly string[];
    neverRegions: readonly string[];
    maxRetention: string | null;
    safeguards: readonly string[];
    consent: Consent | null;
    neverSold: boolean;
    contractRequired: boolean;
    onwardSharing: OnwardSharing | null;
  } | null;
  shares: { purposes: readonly string[]; recipients: RecordedSelector | null } | null;
}

export function newDraft(start: Partial<Draft>): Draft {
  return {
    key: "",
    notice: "",
    kind: "COMMITMENT",
    quote: "",
    section: "",
    scope: { categories: [], subjects: [], regions: [] },
    limits: {},
    shares: { purposes: [], recipients: null },
    ...start,
  };
}

const selectorOf = ({ kinds, parties, tags }: RecordedSelector): Selector => ({
  kinds: [...kinds],
  parties: [...parties],
  tags: [...tags],
});

/** The limits of a promise without those that it does not set. */
export function limitsOf(recorded: Recorded["limits"]): Limits {
  if (!recorded) return {};
  const list = (items: readonly string[]) => (items.length > 0 ? [...items] : undefined);
  const limits: { [Name in LimitName]?: Limits[Name] | undefined } = {
    onlyPurposes: list(recorded.onlyPurposes),
    neverPurposes: list(recorded.neverPurposes),
    onlyRecipients: recorded.onlyRecipients ? selectorOf(recorded.onlyRecipients) : undefined,
    neverRecipients: recorded.neverRecipients ? selectorOf(recorded.neverRecipients) : undefined,
    onlyRegions: list(recorded.onlyRegions),
    neverRegions: list(recorded.neverRegions),
    maxRetention: recorded.maxRetention ?? undefined,
    safeguards: list(recorded.safeguards),
    consent: recorded.consent ?? undefined,
    neverSold: recorded.neverSold || undefined,
    contractRequired: recorded.contractRequired || undefined,
    onwardSharing: recorded.onwardSharing ?? undefined,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) as Limits;
}

export function draftOf(promise: Recorded): Draft {
  return {
    key: promise.key,
    notice: promise.notice?.key ?? "",
    kind: promise.kind,
    quote: promise.quote ?? "",
    section: promise.section ?? "",
    scope: {
      categories: [...promise.scope.categories],
      subjects: [...promise.scope.subjects],
      regions: [...promise.scope.regions],
    },
    limits: limitsOf(promise.limits),
    shares: {
      purposes: [...(promise.shares?.purposes ?? [])],
      recipients: promise.shares?.recipients ? selectorOf(promise.shares.recipients) : null,
    },
  };
}

const isEmpty = (selector: Selector) =>
  selector.kinds.length + selector.parties.length + selector.tags.length === 0;

/** The limits that say something: a row that was begun and left empty does not. */
export function setLimits(limits: Limits): Limits {
  const says = (value: unknown) =>
    Array.isArray(value)
      ? value.length > 0
      : typeof value === "object" && value !== null
        ? !isEmpty(value as Selector)
        : Boolean(value);
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => says(value))) as Limits;
}

const sharesOf = ({ purposes, recipients }: Draft["shares"]): SharesInput => ({
  purposes,
  recipients: recipients && !isEmpty(recipients) ? recipients : null,
});

/** What `createPromise` takes, and with another `expectedRevision` `updatePromise`: every field, so that nothing old stays. */
export function inputOf(draft: Draft): CreatePromiseInput {
  const commitment = draft.kind === "COMMITMENT";
  const none: LimitsInput = {
    onlyPurposes: [],
    neverPurposes: [],
    onlyRegions: [],
    neverRegions: [],
    safeguards: [],
    neverSold: false,
    contractRequired: false,
  };
  return {
    key: draft.key,
    notice: draft.notice,
    kind: draft.kind,
    quote: draft.quote.trim() || null,
    section: draft.section.trim() || null,
    scope: draft.scope,
    limits: commitment ? { ...none, ...setLimits(draft.limits) } : null,
    shares: commitment ? null : sharesOf(draft.shares),
  };
}

/** The promise as documents write it: what is not said is left out. */
export function documentOf(draft: Draft): Record<string, unknown> {
  const { notice: _, limits: __, shares: ___, ...rest } = inputOf(draft);
  const document: Record<string, unknown> = { ...rest };
  if (draft.kind === "COMMITMENT") document.limits = setLimits(draft.limits);
  else document.shares = sharesOf(draft.shares);
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}

/** What is still missing before a promise says something that can be checked. */
export type Missing = "key" | "notice" | "categories" | "limits";

export function missingOf(draft: Draft): Missing[] {
  const missing: Missing[] = [];
  if (!draft.notice) missing.push("notice");
  if (!draft.key) missing.push("key");
  if (draft.kind === "DISCLOSURE" && draft.scope.categories.length === 0) missing.push("categories");
  if (draft.kind === "COMMITMENT" && Object.keys(setLimits(draft.limits)).length === 0)
    missing.push("limits");
  return missing;
}

const STOP = new Set(
  "a an and are as at be by do for from in is it not of on or our that the their they this to us we what who will with you your der die das den dem und oder ist sind wir sie ihre ihr ihren ihrer uns unser unsere ein eine einen nicht zu von mit für auf an in".split(
    " ",
  ),
);

/** A key made of the first words that say something: "Your e-mail address stays in Europe." is `e-mail-address-stays-europe`. */
export function keyFrom(quote: string): string {
  const words = quote
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[äöü]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9-]+/)
    .map((word) => word.replace(/^-+|-+$/g, ""))
    .filter(Boolean);
  const telling = words.filter((word) => !STOP.has(word));
  return (telling.length > 0 ? telling : words).slice(0, 5).join("-").slice(0, 60).replace(/-+$/, "");
}
