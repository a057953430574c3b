/*
 * What the pages call the fields of records: the messages that say it, as the forms and the pages do. By a field's last name, and
 * by its whole path where one kind of record calls it otherwise. A path is one of a record in a document, such as `terms.regions`.
 */

const OF_ALL = {
  key: "register:key",
  name: "register:party.name",
  kind: "register:party.kind",
  description: "register:party.description",
  owner: "register:party.owner",
  tags: "register:party.tags",
  url: "register:contract.documentUrl",
  categories: "register:what.categories",
  purposes: "register:what.purposes",
  subjects: "register:what.subjects",
  regions: "register:what.regions",
  safeguards: "register:what.safeguards",
  maxRetention: "register:contract.maxRetention",
  source: "register:flow.source",
  recipient: "register:flow.recipient",
  effectiveOn: "register:contract.effectiveOn",
  finding: "changes:name.finding",
  severity: "changes:name.severity",
  verdict: "changes:name.verdict",
  note: "changes:name.note",
} as const;

const PARTY = {
  operator: "register:party.operator",
  country: "register:party.country",
  website: "register:party.website",
  privacyPolicy: "register:party.privacyPolicy",
  status: "register:party.status",
  offboardedOn: "register:party.offboardedOn",
  domains: "register:party.domains",
  identifiers: "register:party.identifiers",
  "identifiers.scheme": "register:party.register",
  "identifiers.value": "register:party.identifier",
  contacts: "register:party.contacts",
  "contacts.role": "register:party.contactRole",
  "contacts.name": "register:party.contactName",
  "contacts.url": "register:party.contactUrl",
  email: "register:party.email",
  certifications: "register:party.certifications",
  "certifications.url": "register:party.certificationUrl",
  scheme: "register:party.scheme",
  validFrom: "register:party.validFrom",
  validUntil: "register:party.validUntil",
} as const;

const CONTRACT = {
  name: "register:contract.name",
  description: "register:contract.description",
  parties: "register:contract.parties",
  party: "register:contract.party",
  role: "register:contract.role",
  endsOn: "register:contract.endsOn",
  renewal: "register:contract.renewal",
  "renewal.kind": "register:contract.renewal",
  period: "register:contract.period",
  notice: "register:contract.notice",
  renewals: "register:contract.renewals",
  "renewals.endsOn": "register:contract.renewedUntil",
  agreedOn: "register:contract.agreedOn",
  signedOn: "register:contract.signedOn",
  master: "register:contract.master",
  amends: "register:contract.amends",
  noticeGivenOn: "register:contract.noticeGivenOn",
  terminatedOn: "register:contract.terminatedOn",
  documents: "register:contract.documents",
  "documents.name": "register:contract.documentName",
  sha256: "register:contract.sha256",
  alertDays: "register:contract.alertDays",
  terms: "register:contract.terms",
  clauses: "register:contract.clauses",
  "clauses.kind": "contracts:clauses.column.clause",
  presence: "contracts:clauses.column.presence",
  locator: "register:clauses.locator",
  hours: "register:clauses.hours",
  days: "register:clauses.days",
  choice: "register:clauses.choice",
  certificate: "register:clauses.certificate",
  authorisation: "register:clauses.authorisation",
  noticeDays: "register:clauses.noticeDays",
  objectionDays: "register:clauses.objectionDays",
  approved: "register:clauses.approved",
  mechanism: "register:clauses.mechanism",
  modules: "register:clauses.modules",
} as const;

const FLOW = {
  description: "register:flow.description",
  legalBasis: "register:flow.legalBasis",
  consent: "register:flow.consent",
  consideration: "register:flow.consideration",
  retention: "register:flow.retention",
  startedOn: "register:flow.startedOn",
  endedOn: "register:flow.endedOn",
  contract: "register:flow.contract",
  verifiedOn: "register:flow.verifiedOn",
  derives: "register:flow.derives",
  from: "register:flow.from",
  to: "register:flow.to",
} as const;

const NOTICE = {
  title: "notices:edit.name",
  by: "notices:edit.by",
  systems: "notices:facts.systems",
  effectiveOn: "notices:edit.effectiveOn",
  endedOn: "notices:edit.endedOn",
  supersedes: "notices:edit.supersedes",
  consentRenewed: "notices:edit.consentRenewed",
  audience: "notices:edit.audience",
  subjects: "notices:edit.subjects",
  regions: "notices:edit.regions",
  url: "notices:edit.url",
} as const;

const PROMISE = {
  kind: "promises:page.kind",
  notice: "promises:edit.notice",
  quote: "promises:edit.quote",
  section: "promises:edit.section",
  scope: "promises:scope.title",
  categories: "promises:edit.categories",
  subjects: "promises:edit.subjects",
  regions: "promises:edit.regions",
  limits: "promises:edit.limits",
  onlyPurposes: "promises:edit.limit.onlyPurposes",
  neverPurposes: "promises:edit.limit.neverPurposes",
  onlyRecipients: "promises:edit.limit.onlyRecipients",
  neverRecipients: "promises:edit.limit.neverRecipients",
  onlyRegions: "promises:edit.limit.onlyRegions",
  neverRegions: "promises:edit.limit.neverRegions",
  maxRetention: "promises:edit.limit.maxRetention",
  safeguards: "promises:edit.limit.safeguards",
  consent: "promises:edit.limit.consent",
  neverSold: "promises:edit.limit.neverSold",
  contractRequired: "promises:edit.limit.contractRequired",
  onwardSharing: "promises:edit.limit.onwardSharing",
  shares: "promises:edit.shares",
  purposes: "promises:edit.purposes",
  recipients: "promises:edit.recipients",
  kinds: "promises:edit.recipientKinds",
  parties: "promises:edit.recipientParties",
  tags: "promises:edit.recipientTags",
} as const;

const CHANNEL = {
  name: "channels:form.name",
  kind: "channels:form.kind",
  url: "channels:form.url",
  urlFrom: "channels:form.urlFrom",
  secretFrom: "channels:form.secretFrom",
  to: "channels:form.to",
  about: "channels:form.which",
  kinds: "channels:form.kinds",
  rules: "channels:form.rules",
  minSeverity: "channels:form.minSeverity",
  owners: "channels:form.owners",
  tags: "channels:form.tags",
  schedule: "channels:form.schedule",
  quiet: "channels:page.quiet",
  from: "channels:form.quietFrom",
  until: "channels:form.quietUntil",
  days: "channels:form.quietDays",
  zone: "channels:form.zone",
  escalation: "channels:form.escalation",
  "escalation.to": "channels:form.escalationTo",
  "escalation.after": "channels:form.escalationAfter",
  subject: "channels:form.subject",
  body: "channels:form.body",
  resolved: "channels:form.resolved",
  paused: "channels:form.paused",
} as const;

const OBSERVATION = {
  host: "changes:name.host",
  evidence: "changes:name.evidence",
  firstSeen: "changes:name.firstSeen",
  lastSeen: "changes:name.lastSeen",
  reference: "changes:name.reference",
} as const;

const TERM = {
  taxonomy: "changes:name.taxonomy",
  parent: "changes:name.parent",
  members: "changes:name.members",
  description: "changes:name.meaning",
} as const;

const ACCEPTANCE = {
  reason: "findings:accept.reason",
  owner: "findings:accept.owner",
  until: "findings:accept.until",
  acceptedOn: "changes:name.acceptedOn",
} as const;

const ASSIGNMENT = {
  to: "findings:assign.to",
  dueOn: "findings:assign.dueOn",
  note: "findings:assign.note",
  assignedOn: "changes:name.assignedOn",
} as const;

/** By the word that the global ids of a kind of records begin with. */
const OF_KIND: Record<string, Record<string, string>> = {
  party: PARTY,
  contract: CONTRACT,
  flow: FLOW,
  notice: NOTICE,
  promise: PROMISE,
  channel: CHANNEL,
  observation: OBSERVATION,
  term: TERM,
  acceptance: ACCEPTANCE,
  assignment: ASSIGNMENT,
};

/** The kind of a record by its global id, such as `party:mailer`. */
export const kindOf = (id: string): string => id.slice(0, id.indexOf(":"));

/** The message that says what a field is called; undefined for a field that no page asks for. */
export function labelOf(kind: string, path: string): string | undefined {
  const own = OF_KIND[kind] ?? {};
  const last = path.slice(path.lastIndexOf(".") + 1);
  return own[path] ?? own[last] ?? (OF_ALL as Record<string, string>)[last];
}
