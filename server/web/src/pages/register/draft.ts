import type { FieldFault } from "../../data/faults";
import { usualRoles } from "../../edit/clauses";
import { type Entry, recordOf, same } from "../../edit/document";
import { contractKey, flowKey, proposeKey } from "../../edit/key";
import { type Placed, placed } from "../../edit/places";
import {
  type ContractValues,
  emptyContract,
  emptyFlow,
  emptyParty,
  type FlowValues,
  type PartyValues,
} from "../../edit/values";

/* What is typed on the page before it is saved. */

/** A party that is in the register already and that the rest is for. */
export interface Existing {
  key: string;
  name: string;
  revision: number;
  values: PartyValues;
}

export interface Draft {
  party: PartyValues;
  existing: Existing | null;
  hasContract: boolean;
  contract: ContractValues;
  flows: FlowValues[];
}

/** A flow to the vendor, as far as it is known before anyone says more. */
export function newFlow({ party, contract, hasContract, flows }: Draft, today: string): FlowValues {
  const last = flows.at(-1);
  return {
    ...emptyFlow(),
    key: "",
    source: "",
    recipient: party.key,
    consideration: last?.consideration ?? "SERVICE",
    startedOn: (hasContract && contract.effectiveOn) || today,
    contract: hasContract ? contract.key : "",
  };
}

export function newDraft(us: string, today: string): Draft {
  const draft: Draft = {
    party: emptyParty(),
    existing: null,
    hasContract: true,
    contract: { ...emptyContract(), effectiveOn: today },
    flows: [],
  };
  const [ours, theirs] = usualRoles(draft.contract.kind);
  draft.contract.parties = [
    { party: us, role: ours },
    { party: "", role: theirs },
  ];
  draft.flows = [newFlow(draft, today)];
  return draft;
}

/** Whether a key is what was proposed: perhaps with the number that made it free. */
const proposal = (key: string, base: string) =>
  key === "" ||
  key === base ||
  (base !== "" && key.startsWith(`${base}-`) && /^\d+$/.test(key.slice(base.length + 1)));

/**
 * What follows from what was just changed: keys that were proposed follow the name, what names the party follows its key, usual
 * roles follow the kind of the contract. What people chose themselves stays.
 */
export function settled(before: Draft, after: Draft, taken: ReadonlySet<string> = new Set()): Draft {
  const { existing } = after;
  const party = { ...after.party };
  const proposed = proposal(before.party.key, proposeKey(before.party.name));
  if (existing) party.key = existing.key;
  else if (proposed && party.key === before.party.key) party.key = proposeKey(party.name, taken);
  const rename = (key: string) => (key !== "" && key === before.party.key ? party.key : key);
  // While the vendor had no key, the places that are meant for it were blank.
  const renameTheirs = (key: string) => (key === before.party.key ? party.key : key);
  const contract = { ...after.contract };
  const kindChanged = contract.kind !== before.contract.kind;
  contract.parties = contract.parties.map((row, index) => ({
    ...row,
    party: (index === 1 ? renameTheirs : rename)(row.party),
  }));
  const roles = contract.parties.map(({ role }) => role);
  if (kindChanged && same(roles, usualRoles(before.contract.kind))) {
    const usual = usualRoles(contract.kind);
    contract.parties = contract.parties.map((row, index) => ({ ...row, role: usual[index] ?? row.role }));
  }
  if (proposal(contract.key, contractKey(before.contract.kind, before.party.key)))
    contract.key = contractKey(contract.kind, party.key, taken);
  const used = new Set(taken);
  const flows = after.flows.map((flow, index) => {
    const was = before.flows[index];
    const next = { ...flow, source: rename(flow.source), recipient: renameTheirs(flow.recipient) };
    if (flow.contract === before.contract.key) next.contract = contract.key;
    if (proposal(flow.key, was ? flowKey(was.source, was.recipient) : "")) {
      next.key = flowKey(next.source, next.recipient, used);
    }
    if (next.key) used.add(next.key);
    return next;
  });
  const result = { ...after, party, contract, flows };
  return same(result, after) ? after : result;
}

export type Lack =
  | "name"
  | "key"
  | "start"
  | "party"
  | "role"
  | "source"
  | "recipient"
  | "startedOn"
  | "kind";

/** What has to be there before it can be saved, and is not. */
export function lacks({ party, hasContract, contract, flows }: Draft): { at: string; lack: Lack }[] {
  const found: { at: string; lack: Lack }[] = [];
  const need = (value: string, at: string, lack: Lack) => {
    if (value.trim() === "") found.push({ at, lack });
  };
  need(party.name, "party.name", "name");
  if (party.name.trim() !== "") need(party.key, "party.key", "key");
  if (hasContract) {
    need(contract.kind, "contract.kind", "kind");
    need(contract.effectiveOn || contract.signedOn, "contract.effectiveOn", "start");
    for (const [index, row] of contract.parties.entries()) {
      // The vendor itself has no key while it has no name, which is said already.
      if (party.name.trim() !== "" || index !== 1)
        need(row.party, `contract.parties.${index}.party`, "party");
      need(row.role, `contract.parties.${index}.role`, "role");
    }
    if (party.key) need(contract.key, "contract.key", "key");
  }
  for (const [index, flow] of flows.entries()) {
    need(flow.source, `flows.${index}.source`, "source");
    if (party.key) need(flow.recipient, `flows.${index}.recipient`, "recipient");
    need(flow.startedOn, `flows.${index}.startedOn`, "startedOn");
    if (flow.source && flow.recipient) need(flow.key, `flows.${index}.key`, "key");
  }
  return found;
}

/** The document of what is complete, and which flows are in it. Undefined while the party is not. */
export function documentOfDraft(draft: Draft): { document: Entry; flows: number[] } | undefined {
  const missing = lacks(draft).map(({ at }) => at);
  const complete = (at: string) => !missing.some((path) => path.startsWith(`${at}.`));
  if (!complete("party")) return undefined;
  const document: Entry = { kept: 1 };
  const party = recordOf(draft.party);
  if (!draft.existing || !same(party, recordOf(draft.existing.values))) document.parties = [party];
  const withContract = draft.hasContract && complete("contract");
  if (withContract) document.contracts = [recordOf(draft.contract)];
  const flows = draft.flows.flatMap((_, index) => (complete(`flows.${index}`) ? [index] : []));
  if (flows.length > 0) {
    document.flows = flows.map((index) => {
      const flow = draft.flows[index] as FlowValues;
      const dangles = !withContract && flow.contract === draft.contract.key;
      return recordOf(dangles ? { ...flow, contract: "" } : flow);
    });
  }
  return { document, flows };
}

/** The server's complaints about that document, at the fields of the page. */
export function placedInDraft(
  faults: readonly FieldFault[],
  draft: Draft,
  flows: readonly number[],
): Placed[] {
  const { party, contract } = draft;
  const sent = { party, contract, flows: flows.map((index) => draft.flows[index]) };
  return placed(faults, sent).map(({ at, message }) => ({
    at: at.replace(/^flows\.(\d+)/, (_, index) => `flows.${flows[Number(index)]}`),
    message,
  }));
}

/**
 * Records that are meant to be new and whose keys something has already: saving would change that. `changes` is what a dry run
 * says of the document.
 */
export function clobbered(
  changes: readonly { id: string; kind: string }[],
  draft: Draft,
  flows: readonly number[],
): { at: string; id: string }[] {
  const places = new Map<string, string>();
  if (!draft.existing) places.set(`party:${draft.party.key}`, "party.key");
  places.set(`contract:${draft.contract.key}`, "contract.key");
  for (const index of flows) places.set(`flow:${draft.flows[index]?.key}`, `flows.${index}.key`);
  return changes.flatMap(({ id, kind }) => {
    const at = places.get(id);
    return at && kind !== "CREATE" ? [{ at, id }] : [];
  });
}

/** A flow with what the contract allows in the fields where it says nothing itself. */
export function filledFrom({ terms, effectiveOn }: ContractValues, flow: FlowValues): FlowValues {
  const either = (own: string[], theirs: string[]) => (own.length > 0 ? own : [...theirs]);
  return {
    ...flow,
    categories: either(flow.categories, terms.categories),
    purposes: either(flow.purposes, terms.purposes),
    subjects: either(flow.subjects, terms.subjects),
    regions: either(flow.regions, terms.regions),
    safeguards: either(flow.safeguards, terms.safeguards),
    retention: flow.retention || terms.maxRetention,
    startedOn: flow.startedOn || effectiveOn,
  };
}
