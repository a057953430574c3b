import { graphql } from "../gql";
import type { ContractToEditFragment, FlowToEditFragment, PartyToEditFragment } from "../gql/graphql";
import {
  type ContractValues,
  emptyClause,
  emptyContract,
  emptyFlow,
  emptyParty,
  type FlowValues,
  type PartyValues,
} from "./values";

/* Records of the register as the forms hold them. Each fragment asks for all that a document says of its kind. */

graphql(`
  fragment PartyToEdit on Party {
    id key name kind country status offboardedOn owner website privacyPolicy description tags domains revision
    operator { key }
    identifiers { scheme value }
    contacts { role name email url }
    certifications { scheme validFrom validUntil url }
  }
`);

graphql(`
  fragment ContractToEdit on Contract {
    id key contractName: name title contractKind: kind signedOn effectiveOn endsOn noticeGivenOn terminatedOn alertDays owner description revision
    master { key }
    amends { key }
    parties { party { key } role }
    renewal { kind period notice }
    renewals { agreedOn endsOn }
    terms { categories purposes subjects regions maxRetention safeguards }
    clauses {
      kind presence locator hours days authorisation noticeDays objectionDays approved choice certificate mechanism modules
    }
    documents { name sha256 url }
  }
`);

graphql(`
  fragment FlowToEdit on Flow {
    id key title categories purposes subjects legalBasis regions retention safeguards consent consideration startedOn endedOn
    verifiedOn description revision
    source { key }
    recipient { key }
    contract { key }
    derives { from to }
  }
`);

type Loaded = { [field: string]: unknown };

/** The fields of a form with what was loaded in them; what is null is blank, what the form does not hold is left out. */
function filled<Values extends object>(blank: Values, loaded: Loaded): Values {
  const values = { ...blank } as Record<string, unknown>;
  for (const [field, empty] of Object.entries(blank)) {
    const value = loaded[field];
    if (value === undefined || value === null) values[field] = Array.isArray(empty) ? [] : "";
    else values[field] = value;
  }
  return values as Values;
}

/** Rows without what the cache adds to them, and with blanks for what is null. */
function rows<Row extends object>(of: readonly object[], blank: Row): Row[] {
  return of.map((row) => filled(blank, row as Loaded));
}

export function partyValues(party: PartyToEditFragment): PartyValues {
  return {
    ...filled(emptyParty(), party as unknown as Loaded),
    operator: party.operator?.key ?? "",
    identifiers: rows(party.identifiers, { scheme: "", value: "" }),
    contacts: rows(party.contacts, { role: "", name: "", email: "", url: "" }),
    certifications: rows(party.certifications, { scheme: "", validFrom: "", validUntil: "", url: "" }),
  };
}

export function contractValues(contract: ContractToEditFragment): ContractValues {
  const blank = emptyContract();
  return {
    ...filled(blank, contract as unknown as Loaded),
    name: contract.contractName ?? "",
    kind: contract.contractKind,
    master: contract.master?.key ?? "",
    amends: contract.amends?.key ?? "",
    parties: contract.parties.map(({ party, role }) => ({ party: party.key, role })),
    renewal: filled(blank.renewal, (contract.renewal ?? {}) as Loaded),
    renewals: rows(contract.renewals, { agreedOn: "", endsOn: "" }),
    terms: filled(blank.terms, contract.terms as unknown as Loaded),
    clauses: contract.clauses.map((clause) => ({
      ...filled(emptyClause(clause.kind, clause.presence), clause as unknown as Loaded),
      certificate: clause.certificate === null ? "" : clause.certificate ? "yes" : "no",
      modules: clause.modules.map(String),
    })),
    documents: rows(contract.documents, { name: "", sha256: "", url: "" }),
    alertDays: contract.alertDays.map(String),
  };
}

export function flowValues(flow: FlowToEditFragment): FlowValues {
  return {
    ...filled(emptyFlow(), flow as unknown as Loaded),
    source: flow.source.key,
    recipient: flow.recipient.key,
    contract: flow.contract?.key ?? "",
    derives: rows(flow.derives, { from: [] as string[], to: [] as string[] }),
  };
}
