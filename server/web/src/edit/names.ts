import { useTranslation } from "react-i18next";

/** What the forms call their fields, by the last name in a path; those of one form that another calls otherwise by two. */
const LABELS = {
  key: "key",
  name: "party.name",
  kind: "party.kind",
  operator: "party.operator",
  country: "party.country",
  website: "party.website",
  privacyPolicy: "party.privacyPolicy",
  description: "party.description",
  owner: "party.owner",
  status: "party.status",
  offboardedOn: "party.offboardedOn",
  tags: "party.tags",
  domains: "party.domains",
  identifiers: "party.identifiers",
  contacts: "party.contacts",
  certifications: "party.certifications",
  email: "party.email",
  scheme: "party.scheme",
  value: "party.identifier",
  validFrom: "party.validFrom",
  validUntil: "party.validUntil",
  parties: "contract.parties",
  party: "contract.party",
  role: "contract.role",
  effectiveOn: "contract.effectiveOn",
  endsOn: "contract.endsOn",
  renewal: "contract.renewal",
  period: "contract.period",
  notice: "contract.notice",
  renewals: "contract.renewals",
  agreedOn: "contract.agreedOn",
  signedOn: "contract.signedOn",
  master: "contract.master",
  amends: "contract.amends",
  noticeGivenOn: "contract.noticeGivenOn",
  terminatedOn: "contract.terminatedOn",
  documents: "contract.documents",
  alertDays: "contract.alertDays",
  clauses: "contract.clauses",
  terms: "contract.terms",
  maxRetention: "contract.maxRetention",
  source: "flow.source",
  recipient: "flow.recipient",
  legalBasis: "flow.legalBasis",
  consent: "flow.consent",
  consideration: "flow.consideration",
  retention: "flow.retention",
  startedOn: "flow.startedOn",
  endedOn: "flow.endedOn",
  contract: "flow.contract",
  verifiedOn: "flow.verifiedOn",
  derives: "flow.derives",
  from: "flow.from",
  to: "flow.to",
  categories: "what.categories",
  purposes: "what.purposes",
  subjects: "what.subjects",
  regions: "what.regions",
  safeguards: "what.safeguards",
  locator: "clauses.locator",
  hours: "clauses.hours",
  days: "clauses.days",
  approved: "clauses.approved",
  mechanism: "clauses.mechanism",
  modules: "clauses.modules",
  choice: "clauses.choice",
} as const;

/** What people read for a field's path: "Last day in force", "Flow 2, first day", a clause by its name. */
export function useFieldName(): (path: string) => string {
  const { t } = useTranslation("register");
  return (path) => {
    const steps = path.split(".");
    if (steps[0] === "clauses" && steps[1] && /^[A-Z]/.test(steps[1])) {
      return t(`clause.${steps[1] as "SCOPE"}.name`);
    }
    const last = steps.findLast((step) => !/^\d+$/.test(step)) ?? "";
    const name = last in LABELS ? t(LABELS[last as keyof typeof LABELS]) : last;
    if (path === "contract") return t("made.contract");
    if (path === "party") return t("made.party");
    if (path === "") return t("faults.elsewhere");
    const flow = /^flows\.(\d+)/.exec(path);
    if (flow) {
      const which = t("flowNumber", { number: Number(flow[1]) + 1 });
      return last === "flows" ? which : `${which}, ${name}`;
    }
    const row = /\.(\d+)\./.exec(path);
    return row ? `${name} ${Number(row[1]) + 1}` : name;
  };
}
