import { plusDays } from "../../data/day";
import type { Written } from "../../data/documents";

/** What a change that was picked from the page's list puts into the register. */
export type Document = Record<string, unknown>;

/** The last day of a flow is one on which data is still shared. */
export const endedFlow = (flow: Written, lastDay: string): Written => ({ ...flow, endedOn: lastDay });

/** A contract is no longer in force on the day it is terminated on. */
export const endedContract = (contract: Written, from: string): Written => ({
  ...contract,
  terminatedOn: from,
});

/** From a day on a party gets and gives nothing any more; its contracts end when that is wanted. */
export function leftParty(
  party: Written,
  flows: readonly Written[],
  contracts: readonly Written[],
  from: string,
): Document {
  return {
    kept: 1,
    parties: [{ ...party, status: "OFFBOARDED", offboardedOn: from }],
    ...(flows.length > 0 && { flows: flows.map((flow) => endedFlow(flow, plusDays(from, -1))) }),
    ...(contracts.length > 0 && { contracts: contracts.map((contract) => endedContract(contract, from)) }),
  };
}

export type Read =
  | { document: Document; count: number }
  | { problem: "json" | "object" | "nothing"; detail?: string };

const LISTS = [
  "parties",
  "contracts",
  "flows",
  "notices",
  "terms",
  "observations",
  "channels",
  "acceptances",
];

/** A document that someone wrote or pasted. Whether what it says is right is for the server to tell. */
export function readDocument(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { problem: "json", detail: cause instanceof Error ? cause.message : String(cause) };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: "object" };
  const document = { kept: 1, ...value } as Document;
  const count = LISTS.reduce((sum, list) => {
    const records = document[list];
    return sum + (Array.isArray(records) ? records.length : 0);
  }, 0);
  return count === 0 ? { problem: "nothing" } : { document, count };
}

/** The record that the path of a fault is about: `flows[3].source` is about the fourth flow. */
export function faultPlace(path: string): { list: string; at: number; field: string } | undefined {
  const found = /^(?:document\.)?(\w+)\[(\d+)\]\.?(.*)$/.exec(path);
  return found ? { list: found[1] ?? "", at: Number(found[2]), field: found[3] ?? "" } : undefined;
}
