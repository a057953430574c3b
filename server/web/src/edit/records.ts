import type { Client, CombinedError } from "urql";
import { graphql } from "../gql";
import type {
  ContractToEditFragment,
  FlowToEditFragment,
  PartyToEditFragment,
  UpdateContractInput,
  UpdateFlowInput,
  UpdatePartyInput,
} from "../gql/graphql";
import { changesOf, documentOf, type Kind, recordOf } from "./document";
import { contractValues, flowValues, partyValues } from "./load";

/* Asking for records, changing them and removing them, whatever their kind. */

export const RecordToEdit = graphql(`
  query RecordToEdit($id: ID!) {
    node(id: $id) {
      __typename
      ... on Party { ...PartyToEdit }
      ... on Contract { ...ContractToEdit }
      ... on Flow { ...FlowToEdit }
    }
  }
`);

const UpdatePartyDocument = graphql(`
  mutation EditParty($input: UpdatePartyInput!) {
    updateParty(input: $input) { summary party { ...PartyToEdit } }
  }
`);

const UpdateContractDocument = graphql(`
  mutation EditContract($input: UpdateContractInput!) {
    updateContract(input: $input) { summary contract { ...ContractToEdit } }
  }
`);

const UpdateFlowDocument = graphql(`
  mutation EditFlow($input: UpdateFlowInput!) {
    updateFlow(input: $input) { summary flow { ...FlowToEdit } }
  }
`);

const DeletePartyDocument = graphql(`
  mutation RemoveParty($input: DeletePartyInput!) { deleteParty(input: $input) { summary } }
`);

const DeleteContractDocument = graphql(`
  mutation RemoveContract($input: DeleteContractInput!) { deleteContract(input: $input) { summary } }
`);

const DeleteFlowDocument = graphql(`
  mutation RemoveFlow($input: DeleteFlowInput!) { deleteFlow(input: $input) { summary } }
`);

export const ApplyDocument = graphql(`
  mutation ApplyRecords($document: JSON!) {
    apply(document: $document) { ...DeltaParts changes(first: 100) { id kind } }
  }
`);

/** A record in a form: what it holds, what it is called, and the revision that it was read at. */
export interface Held {
  kind: Kind;
  key: string;
  title: string;
  revision: number;
  values: object;
}

type Party = { __typename: "Party" } & PartyToEditFragment;
type Contract = { __typename: "Contract" } & ContractToEditFragment;
type Flow = { __typename: "Flow" } & FlowToEditFragment;

export function heldOf(node: { __typename: string } | null | undefined): Held | undefined {
  switch (node?.__typename) {
    case "Party": {
      const party = node as Party;
      return {
        kind: "party",
        key: party.key,
        title: party.name,
        revision: party.revision,
        values: partyValues(party),
      };
    }
    case "Contract": {
      const contract = node as Contract;
      const { key, title, revision } = contract;
      return { kind: "contract", key, title, revision, values: contractValues(contract) };
    }
    case "Flow": {
      const flow = node as Flow;
      return {
        kind: "flow",
        key: flow.key,
        title: flow.title,
        revision: flow.revision,
        values: flowValues(flow),
      };
    }
    default:
      return undefined;
  }
}

export type Done = { held: Held; summary: string } | { error: CombinedError };

/** Gives a record the values of a form, if it is still as it was read. */
export async function update(client: Client, before: Held, after: object): Promise<Done> {
  const input: unknown = {
    key: before.key,
    expectedRevision: before.revision,
    ...changesOf(before.values, after),
  };
  if (before.kind === "party") {
    const result = await client
      .mutation(UpdatePartyDocument, { input: input as UpdatePartyInput })
      .toPromise();
    if (result.error || !result.data) return { error: result.error as CombinedError };
    const { party, summary } = result.data.updateParty;
    return { held: heldOf({ ...party, __typename: "Party" }) as Held, summary };
  }
  if (before.kind === "contract") {
    const result = await client
      .mutation(UpdateContractDocument, { input: input as UpdateContractInput })
      .toPromise();
    if (result.error || !result.data) return { error: result.error as CombinedError };
    const { contract, summary } = result.data.updateContract;
    return { held: heldOf({ ...contract, __typename: "Contract" }) as Held, summary };
  }
  const result = await client.mutation(UpdateFlowDocument, { input: input as UpdateFlowInput }).toPromise();
  if (result.error || !result.data) return { error: result.error as CombinedError };
  const { flow, summary } = result.data.updateFlow;
  return { held: heldOf({ ...flow, __typename: "Flow" }) as Held, summary };
}

/** Removes a record, if it is still as it was read. */
export async function remove(
  client: Client,
  { kind, key, revision }: Held,
): Promise<CombinedError | undefined> {
  const documents = {
    party: DeletePartyDocument,
    contract: DeleteContractDocument,
    flow: DeleteFlowDocument,
  };
  const input = { key, expectedRevision: revision };
  const { error } = await client
    .mutation(documents[kind] as typeof DeletePartyDocument, { input })
    .toPromise();
  return error;
}

/** Puts a record that was removed back as it was. */
export async function restore(client: Client, { kind, values }: Held): Promise<CombinedError | undefined> {
  const document = documentOf(kind, recordOf(values));
  const { error } = await client.mutation(ApplyDocument, { document }).toPromise();
  return error;
}
