import { findingPath } from "../../parts/addresses";
import type { Row } from "./queries";

/** What the name of a cause says: `look/7/commitment-broken/never-sold`, `forecast/never-sold/BROKEN/2027-01-31`. */
export function causeOf(cause: string): { rule?: string; promise?: string; on?: string } {
  const [kind, first, second, third] = cause.split("/");
  if (kind === "look" && second) return { rule: second, ...(third && { promise: third }) };
  if (kind === "forecast" && first && third) return { promise: first, on: third };
  return {};
}

/** Where one reads on: the findings of its rule, the promise as it will stand. */
export function furtherPath(cause: string): string | undefined {
  const { rule, promise, on } = causeOf(cause);
  if (rule) {
    const query = new URLSearchParams({ rule });
    if (promise) query.set("subject", `promise:${promise}`);
    return `/findings?${query}`;
  }
  return promise && `/promises/${encodeURIComponent(promise)}?day=${on}`;
}

/** What an alert is about: a record or a finding of one, and whether that is not all. */
export function aboutOf(row: Row): { title: string; id?: string; path?: string; more: boolean } | undefined {
  if (row.subject) return { title: row.subject.title, id: row.subject.id, more: false };
  const [first, second] = row.about;
  if (first) {
    return {
      title: first.subject?.title ?? first.subjectId,
      path: findingPath(first.id),
      more: second !== undefined,
    };
  }
  const { promise } = causeOf(row.cause);
  const path = row.kind === "FORECAST" ? furtherPath(row.cause) : undefined;
  return promise && path ? { title: promise, path, more: false } : undefined;
}
