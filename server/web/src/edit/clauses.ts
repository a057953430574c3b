import type { ClauseKind, ContractRole } from "../gql/graphql";

/*
 * Which clauses a contract is asked for: as the rule `contract-clause-missing` judges (decision 0004), in the order of the
 * taxonomy of clauses. The form and the checklist of a contract's page both ask here.
 */

const OF_PROCESSORS: readonly ClauseKind[] = [
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
const OF_PROVIDERS: readonly ClauseKind[] = [
  "PURPOSE_LIMITATION",
  "NO_SALE_OR_SHARE",
  "NO_COMBINING",
  "SAME_PROTECTION",
  "STOP_AND_REMEDIATE",
  "CANNOT_COMPLY_NOTICE",
];
/** The CCPA forbids these two to service providers and contractors alone; the others bind every recipient. */
const OF_PROVIDERS_ALONE: readonly ClauseKind[] = ["NO_SALE_OR_SHARE", "NO_COMBINING"];
const OF_EVERY_RECIPIENT = OF_PROVIDERS.filter((kind) => !OF_PROVIDERS_ALONE.includes(kind));

/** A contract or an amendment, as far as it says what is asked for. */
export interface Asking {
  kind: string;
  parties: readonly { role: ContractRole | "" }[];
}

/** What stands behind a clause's being asked for. */
export type Source = "PROCESSOR" | "JOINT" | "TRANSFER" | "PROVIDER" | "RECIPIENT";

/** The clauses that the kind of a contract and the roles it gives ask for, and why. Its amendments count as one with it. */
export function askedFor(layers: readonly Asking[]): { source: Source; kinds: readonly ClauseKind[] }[] {
  const role = (...some: ContractRole[]) =>
    layers.some(({ parties }) => parties.some(({ role }) => role !== "" && some.includes(role)));
  const kind = (kind: string) => layers.some((layer) => layer.kind === kind);
  const lists: ReturnType<typeof askedFor> = [];
  if (role("PROCESSOR", "SUB_PROCESSOR") || kind("DATA_PROCESSING_AGREEMENT"))
    lists.push({ source: "PROCESSOR", kinds: OF_PROCESSORS });
  if (role("JOINT_CONTROLLER") || kind("JOINT_CONTROLLER"))
    lists.push({ source: "JOINT", kinds: ["JOINT_CONTROLLER_ARRANGEMENT"] });
  if (role("DATA_EXPORTER", "DATA_IMPORTER") || kind("SCC"))
    lists.push({ source: "TRANSFER", kinds: ["TRANSFER_MECHANISM"] });
  if (role("SERVICE_PROVIDER", "CONTRACTOR")) lists.push({ source: "PROVIDER", kinds: OF_PROVIDERS });
  else if (role("THIRD_PARTY")) lists.push({ source: "RECIPIENT", kinds: OF_EVERY_RECIPIENT });
  return lists;
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
