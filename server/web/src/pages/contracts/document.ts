import type { ContractPageQuery } from "../../gql/graphql";

type Contract = NonNullable<ContractPageQuery["contract"]>;

/** Leaves out what is not recorded, as documents do. */
function recorded(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function part(value: object | null): Record<string, unknown> | null {
  if (!value) return null;
  const fields = recorded(value as Record<string, unknown>);
  delete fields.__typename;
  return Object.keys(fields).length > 0 ? fields : null;
}

const parts = (values: readonly object[]) => values.map(part);

/** A contract as a document has it, with some fields changed: what `apply` takes the place of the whole record with. */
export function contractDocument(contract: Contract, change: Record<string, unknown> = {}) {
  const fields = {
    key: contract.key,
    name: contract.name,
    kind: contract.kind,
    parties: contract.parties.map(({ party, role }) => ({ party: party.key, role })),
    master: contract.master?.key,
    amends: contract.amends?.key,
    signedOn: contract.signedOn,
    effectiveOn: contract.effectiveOn,
    endsOn: contract.endsOn,
    renewal: part(contract.renewal),
    renewals: parts(contract.renewals),
    noticeGivenOn: contract.noticeGivenOn,
    terminatedOn: contract.terminatedOn,
    terms: part(contract.terms),
    clauses: parts(contract.clauses),
    documents: parts(contract.documents),
    alertDays: contract.alertDays,
    owner: contract.owner,
    description: contract.description,
  };
  return { kept: 1, contracts: [recorded({ ...fields, ...change })] };
}
