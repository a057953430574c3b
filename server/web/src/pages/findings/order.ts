import type { Order } from "../../parts/columns";
import { type Row, SEVERITIES, STATES, VERDICTS } from "./filters";

/** What the list can be sorted by. */
export const ORDERS = [
  "SEVERITY",
  "MESSAGE",
  "VERDICT",
  "DUE_ON",
  "SUBJECT",
  "ASSIGNED_TO",
  "RULE",
  "SEEN_SINCE",
  "PROMISE",
  "STATE",
] as const;
/** How the server lists them. */
export const USUAL: Order = { field: "SEVERITY", direction: "DESC" };

/** How the list words what a finding says in words of its own. */
export interface Wording {
  message: (row: Row) => string;
  rule: (row: Row) => string;
}

const rank = (known: readonly string[], value: string) => known.length - known.indexOf(value);

/** What a row is sorted by; undefined when it has no such thing. */
const saidIn = (field: string, { message, rule }: Wording): ((row: Row) => string | number | undefined) => {
  switch (field) {
    case "SEVERITY":
      return (row) => rank(SEVERITIES, row.severity);
    case "VERDICT":
      return (row) => rank(VERDICTS, row.verdict);
    case "STATE":
      return (row) => rank(STATES, row.state);
    case "DUE_ON":
      return (row) => row.dueOn ?? undefined;
    case "SEEN_SINCE":
      return (row) => row.seenSince ?? undefined;
    case "SUBJECT":
      return (row) => row.subject?.title ?? row.subjectId;
    case "ASSIGNED_TO":
      return (row) => row.assignment?.to;
    case "PROMISE":
      return (row) => row.promise?.quote ?? row.promise?.title;
    case "RULE":
      return rule;
    default:
      return message;
  }
};

/**
 * Puts findings in an order the server has not, as people read them: what has no such thing comes last either way, and
 * what is alike stays as it was. Undefined for the server's own.
 */
export function sorter(
  { field, direction }: Order,
  wording: Wording,
  language: string,
): ((rows: readonly Row[]) => Row[]) | undefined {
  if (field === USUAL.field && direction === USUAL.direction) return undefined;
  const { compare } = new Intl.Collator(language, { numeric: true });
  const value = saidIn(field, wording);
  const way = direction === "ASC" ? 1 : -1;
  return (rows) => {
    const valued = rows.map((row) => ({ row, by: value(row) }));
    valued.sort(({ by: a }, { by: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      return way * (typeof a === "number" ? a - Number(b) : compare(a, String(b)));
    });
    return valued.map(({ row }) => row);
  };
}
