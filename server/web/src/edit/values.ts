import type {
  Authorisation,
  ClauseKind,
  Consent,
  Consideration,
  ContractKind,
  ContractRole,
  DataAtEnd,
  LegalBasis,
  PartyKind,
  PartyStatus,
  Presence,
  RenewalKind,
  TransferMechanism,
} from "../gql/graphql";

/* What the forms hold: the fields of the register's documents, all of them, with "" and [] for what is not recorded. */

export interface PartyValues {
  key: string;
  name: string;
  kind: PartyKind | "";
  operator: string;
  country: string;
  status: PartyStatus | "";
  offboardedOn: string;
  owner: string;
  website: string;
  privacyPolicy: string;
  description: string;
  identifiers: { scheme: string; value: string }[];
  contacts: { role: string; name: string; email: string; url: string }[];
  certifications: { scheme: string; validFrom: string; validUntil: string; url: string }[];
  tags: string[];
  domains: string[];
}

export interface ClauseValues {
  kind: ClauseKind;
  presence: Presence;
  locator: string;
  hours: number | "";
  days: number | "";
  authorisation: Authorisation | "";
  noticeDays: number | "";
  objectionDays: number | "";
  approved: string[];
  choice: DataAtEnd | "";
  certificate: "yes" | "no" | "";
  mechanism: TransferMechanism | "";
  modules: string[];
}

export interface TermsValues {
  categories: string[];
  purposes: string[];
  subjects: string[];
  regions: string[];
  maxRetention: string;
  safeguards: string[];
}

export interface ContractValues {
  key: string;
  kind: ContractKind | "";
  name: string;
  parties: { party: string; role: ContractRole | "" }[];
  master: string;
  amends: string;
  signedOn: string;
  effectiveOn: string;
  endsOn: string;
  renewal: { kind: RenewalKind | ""; period: string; notice: string };
  renewals: { agreedOn: string; endsOn: string }[];
  noticeGivenOn: string;
  terminatedOn: string;
  terms: TermsValues;
  clauses: ClauseValues[];
  documents: { name: string; sha256: string; url: string }[];
  alertDays: string[];
  owner: string;
  description: string;
}

export interface FlowValues {
  key: string;
  source: string;
  recipient: string;
  categories: string[];
  purposes: string[];
  subjects: string[];
  legalBasis: LegalBasis | "";
  regions: string[];
  retention: string;
  safeguards: string[];
  consent: Consent | "";
  consideration: Consideration | "";
  startedOn: string;
  endedOn: string;
  contract: string;
  verifiedOn: string;
  derives: { from: string[]; to: string[] }[];
  description: string;
}

export const emptyParty = (): PartyValues => ({
  key: "",
  name: "",
  kind: "VENDOR",
  operator: "",
  country: "",
  status: "ACTIVE",
  offboardedOn: "",
  owner: "",
  website: "",
  privacyPolicy: "",
  description: "",
  identifiers: [],
  contacts: [],
  certifications: [],
  tags: [],
  domains: [],
});

export const emptyClause = (kind: ClauseKind, presence: Presence): ClauseValues => ({
  kind,
  presence,
  locator: "",
  hours: "",
  days: "",
  authorisation: "",
  noticeDays: "",
  objectionDays: "",
  approved: [],
  choice: "",
  certificate: "",
  mechanism: "",
  modules: [],
});

export const emptyTerms = (): TermsValues => ({
  categories: [],
  purposes: [],
  subjects: [],
  regions: [],
  maxRetention: "",
  safeguards: [],
});

export const emptyContract = (): ContractValues => ({
  key: "",
  kind: "DATA_PROCESSING_AGREEMENT",
  name: "",
  parties: [],
  master: "",
  amends: "",
  signedOn: "",
  effectiveOn: "",
  endsOn: "",
  renewal: { kind: "", period: "", notice: "" },
  renewals: [],
  noticeGivenOn: "",
  terminatedOn: "",
  terms: emptyTerms(),
  clauses: [],
  documents: [],
  alertDays: [],
  owner: "",
  description: "",
});

export const emptyFlow = (): FlowValues => ({
  key: "",
  source: "",
  recipient: "",
  categories: [],
  purposes: [],
  subjects: [],
  legalBasis: "",
  regions: [],
  retention: "",
  safeguards: [],
  consent: "",
  consideration: "",
  startedOn: "",
  endedOn: "",
  contract: "",
  verifiedOn: "",
  derives: [],
  description: "",
});
