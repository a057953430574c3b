import { plusDays } from "../../data/day";
import type { ContractFilter, ContractKind, ContractOrderField } from "../../gql/graphql";

export const KINDS: readonly ContractKind[] = [
  "MASTER_AGREEMENT",
  "DATA_PROCESSING_AGREEMENT",
  "JOINT_CONTROLLER",
  "DATA_SHARING",
  "SCC",
  "NDA",
  "BAA",
  "ORDER",
  "ADDENDUM",
];
const FIELDS: readonly ContractOrderField[] = ["KEY", "NAME", "LAST_DAY", "NOTICE_DEADLINE", "CHANGED"];

/** Days ahead within which something ends or must be decided. */
export const AHEAD = [30, 90, 180, 365] as const;

const ahead = (text: string | null) => {
  const days = text && /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days > 0 ? days : undefined;
};

/** What the address says is to be listed. */
export interface Listed {
  text: string;
  kinds: ContractKind[];
  party: string | undefined;
  inForce: boolean;
  ends: number | undefined;
  notice: number | undefined;
  order: { field: ContractOrderField; direction: "ASC" | "DESC" };
}

export function listed(params: URLSearchParams): Listed {
  const sort = params.get("sort") ?? "";
  const descending = sort.startsWith("-");
  const field = FIELDS.find((field) => field === (descending ? sort.slice(1) : sort));
  return {
    text: params.get("q") ?? "",
    kinds: params
      .getAll("kind")
      .filter((kind): kind is ContractKind => KINDS.some((known) => known === kind)),
    party: params.get("party") ?? undefined,
    inForce: params.get("inForce") === "1",
    ends: ahead(params.get("ends")),
    notice: ahead(params.get("notice")),
    order: { field: field ?? "NAME", direction: field && descending ? "DESC" : "ASC" },
  };
}

export const sortText = ({ field, direction }: Listed["order"]) =>
  `${direction === "DESC" ? "-" : ""}${field}`;

/** The same as the schema asks for it. The last of so many days counts, and the schema's days are the first that do not. */
export function filterOf(listed: Listed, day: string, today: string): ContractFilter {
  return {
    ...(listed.text.trim() && { text: listed.text.trim() }),
    ...(listed.kinds.length > 0 && { kind: listed.kinds }),
    ...(listed.party && { party: listed.party }),
    ...(listed.inForce && { inForceOn: day }),
    ...(listed.ends && { expiringBefore: plusDays(today, listed.ends + 1) }),
    ...(listed.notice && { noticeBefore: plusDays(today, listed.notice + 1) }),
  };
}
