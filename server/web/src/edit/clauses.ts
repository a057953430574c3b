import type { ClauseKind, ContractRole } from "../gql/graphql";

/* Which clauses a contract is asked for. As the rule `contract-clause-missing` says it, so that the checklist asks for what is judged. */

export const ARTICLE_28: readonly ClauseKind[] = [
  "SCOPE",
  "DOCUMENTED_INSTRUCTIONS",
  "CONFIDENTIALITY",
  "SECURITY_MEASURES",
  "SUBPROCESSOR_AUTHORISATION",
  "SUBPROCESSOR_FLOW_DOWN",
  "RIGHTS_ASSISTANCE",
  "COMPLIANCE_ASSISTANCE",
  "BREACH_NOTICE",
  "RETURN_OR_DELETE",
  "AUDIT_RIGHTS",
];

const CCPA_ALL: readonly ClauseKind[] = [
  "PURPOSE_LIMITATION",
  "SAME_PROTECTION",
  "CANNOT_COMPLY_NOTICE",
  "STOP_AND_REMEDIATE",
];
const CCPA_SERVICE: readonly ClauseKind[] = [...CCPA_ALL, "NO_SALE_OR_SHARE", "NO_COMBINING"];

/** The clauses that the law asks of a contract of this kind between parties in these roles. */
export function askedFor(kind: string, roles: readonly (ContractRole | "")[]): ClauseKind[] {
  const is = (...some: ContractRole[]) => some.some((role) => roles.includes(role));
  const asked = new Set<ClauseKind>();
  const ask = (kinds: readonly ClauseKind[]) => {
    for (const kind of kinds) asked.add(kind);
  };
  if (kind === "DATA_PROCESSING_AGREEMENT" || is("PROCESSOR", "SUB_PROCESSOR")) ask(ARTICLE_28);
  if (kind === "JOINT_CONTROLLER" || is("JOINT_CONTROLLER")) ask(["JOINT_CONTROLLER_ARRANGEMENT"]);
  if (is("SERVICE_PROVIDER", "CONTRACTOR")) ask(CCPA_SERVICE);
  else if (is("THIRD_PARTY")) ask(CCPA_ALL);
  if (kind === "SCC" || (is("DATA_EXPORTER") && is("DATA_IMPORTER"))) ask(["TRANSFER_MECHANISM"]);
  return [...asked];
}

/** The roles that two parties usually have in a contract of a kind: ours, theirs. */
export function usualRoles(kind: string): [ContractRole, ContractRole] {
  switch (kind) {
    case "JOINT_CONTROLLER":
      return ["JOINT_CONTROLLER", "JOINT_CONTROLLER"];
    case "DATA_SHARING":
      return ["CONTROLLER", "CONTROLLER"];
    case "SCC":
      return ["DATA_EXPORTER", "DATA_IMPORTER"];
    case "DATA_PROCESSING_AGREEMENT":
    case "BAA":
      return ["CONTROLLER", "PROCESSOR"];
    default:
      return ["CUSTOMER", "SUPPLIER"];
  }
}
