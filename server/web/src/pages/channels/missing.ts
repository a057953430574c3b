import type { ChannelValues } from "./values";

/** What is missing or wrong at a field, by the name of its words. */
export interface Missing {
  at: string;
  need:
    | "key"
    | "url"
    | "urlFrom"
    | "secretFrom"
    | "to"
    | "mail"
    | "time"
    | "schedule"
    | "quiet"
    | "after"
    | "afterTo";
  address?: string;
}

const VARIABLE = /^KEPT_SECRET_[A-Z0-9_]+$/;
const KEY = /^[a-z0-9][a-z0-9._-]{0,127}$/;

/** What can be told without asking the server, in the order of the form. */
export function missingOf(values: ChannelValues): Missing[] {
  const { key, kind, address, url, urlFrom, secretFrom, to, plan, quiet, escalation } = values;
  const found: Missing[] = [];
  if (kind === "EMAIL") {
    if (to.length === 0) found.push({ at: "to", need: "to" });
    for (const each of to)
      if (!/^[^\s<>,;]+@[^\s<>,;@]+$/.test(each)) found.push({ at: "to", need: "mail", address: each });
  } else if (address === "here") {
    if (!/^https?:\/\/[^\s/?#]\S*$/.test(url.trim())) found.push({ at: "url", need: "url" });
  } else if (!VARIABLE.test(urlFrom.trim())) found.push({ at: "urlFrom", need: "urlFrom" });
  if (kind === "WEBHOOK" && !VARIABLE.test(secretFrom.trim()))
    found.push({ at: "secretFrom", need: "secretFrom" });
  if (!KEY.test(key)) found.push({ at: "key", need: "key" });
  if (["daily", "workdays", "weekly"].includes(plan.plan) && !/^\d{2}:\d{2}$/.test(plan.time))
    found.push({ at: "plan.time", need: "time" });
  if (plan.plan === "own" && plan.cron.trim() === "") found.push({ at: "plan.cron", need: "schedule" });
  if ((quiet.from === "") !== (quiet.until === ""))
    found.push({ at: quiet.from === "" ? "quiet.from" : "quiet.until", need: "quiet" });
  if (escalation.to && !escalation.after) found.push({ at: "escalation.after", need: "after" });
  if (!escalation.to && escalation.after) found.push({ at: "escalation.to", need: "afterTo" });
  return found;
}
