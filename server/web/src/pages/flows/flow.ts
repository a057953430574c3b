import { isDay, plusDays } from "../../data/day";
import type { FlowFilter, FlowRecordFragment } from "../../gql/graphql";
import { type ListAddress, namedIn } from "../../parts/listAddress";
import { BASES, CONSIDERATIONS } from "./query";

/** The day so long before another: `P6M` before 31 August is 28 February. Undefined for what is no such duration. */
export function dayBefore(day: string, duration: string): string | undefined {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration);
  if (!parts || duration === "P") return undefined;
  const [, years, months, days] = parts.map((part) => Number(part ?? 0)) as [number, number, number, number];
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year - years, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return plusDays(first.toISOString().slice(0, 10), -days);
}

/** What the address of the list asks of the server, on the day that is shown. */
export function flowFilter({ one, all }: Pick<ListAddress, "one" | "all">, day: string): FlowFilter {
  const filter: FlowFilter = {};
  const legalBasis = namedIn(all("basis"), BASES);
  const consideration = namedIn(all("return"), CONSIDERATIONS);
  const since = one("unverified");
  const unverified = since && (isDay(since) ? since : dayBefore(day, since));
  if (legalBasis.length > 0) filter.legalBasis = legalBasis;
  if (consideration.length > 0) filter.consideration = consideration;
  if (unverified) filter.unverifiedSince = unverified;
  if (one("live") === "yes") filter.liveOn = day;
  const plain = [
    "text",
    "source",
    "recipient",
    "category",
    "purpose",
    "subject",
    "region",
    "contract",
  ] as const;
  for (const name of plain) {
    const value = one(name);
    if (value) filter[name] = value;
  }
  return filter;
}

/** A flow as a document has it: what is not recorded is left out. */
export function flowDocument(flow: FlowRecordFragment): Record<string, unknown> {
  const { source, recipient, contract, derives } = flow;
  const all: Record<string, unknown> = {
    key: flow.key,
    source: source.key,
    recipient: recipient.key,
    categories: flow.categories,
    purposes: flow.purposes,
    subjects: flow.subjects,
    legalBasis: flow.legalBasis,
    regions: flow.regions,
    retention: flow.retention,
    safeguards: flow.safeguards,
    consent: flow.consent,
    consideration: flow.consideration,
    startedOn: flow.startedOn,
    endedOn: flow.endedOn,
    contract: contract?.key,
    verifiedOn: flow.verifiedOn,
    derives: derives.map(({ from, to }) => ({ from, to })),
    description: flow.description,
  };
  const recorded = Object.entries(all).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(recorded);
}

export function ended(flow: FlowRecordFragment, endedOn: string): Record<string, unknown> {
  return { kept: 1, flows: [{ ...flowDocument(flow), endedOn }] };
}

/**
 * The last day to try, so that today's findings are those without the flow: on its last day it is still there. A flow
 * that began today cannot be tried so.
 */
export function lastDayToTry(
  flow: Pick<FlowRecordFragment, "startedOn">,
  endedOn: string,
  now: string,
): string {
  const yesterday = plusDays(now, -1);
  return endedOn >= now && flow.startedOn <= yesterday ? yesterday : endedOn;
}
