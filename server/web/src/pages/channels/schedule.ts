/* Schedules that people choose from, and what `crontab` calls them. */

export const PLANS = ["now", "hourly", "daily", "workdays", "weekly", "own"] as const;
export type Plan = (typeof PLANS)[number];

export interface Planned {
  plan: Plan;
  /** `09:00`, where the plan has a time. */
  time: string;
  /** 0 is Sunday, where the plan has a day. */
  day: string;
  /** As in `crontab`, of a plan of its own. */
  cron: string;
}

export const atOnce = (): Planned => ({ plan: "now", time: "09:00", day: "1", cron: "" });

const NAMES = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The day of the week that a field of a schedule names alone: `1`, `7` for Sunday too, `MON`. */
function dayOf(field: string): string | undefined {
  const named = NAMES.indexOf(field.toUpperCase());
  if (named >= 0) return String(named);
  return /^[0-7]$/.test(field) ? String(Number(field) % 7) : undefined;
}

/** A schedule as one chooses it; one that is none of the choices is one of its own. */
export function plannedOf(schedule: string | null | undefined): Planned {
  if (!schedule) return atOnce();
  const own: Planned = { ...atOnce(), plan: "own", cron: schedule };
  const fields = schedule.trim().split(/\s+/);
  const [minute = "", hour = "", date, month, weekday = ""] = fields;
  if (fields.length !== 5 || date !== "*" || month !== "*" || !/^\d{1,2}$/.test(minute)) return own;
  if (hour === "*") return Number(minute) === 0 && weekday === "*" ? { ...atOnce(), plan: "hourly" } : own;
  if (!/^\d{1,2}$/.test(hour)) return own;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (weekday === "*") return { ...atOnce(), plan: "daily", time };
  if (/^(1-5|MON-FRI)$/i.test(weekday)) return { ...atOnce(), plan: "workdays", time };
  const day = dayOf(weekday);
  return day === undefined ? own : { ...atOnce(), plan: "weekly", time, day };
}

/** What the register says of a plan; "" for at once. */
export function scheduleOf({ plan, time, day, cron }: Planned): string {
  if (plan === "now") return "";
  if (plan === "hourly") return "0 * * * *";
  if (plan === "own") return cron.trim();
  const [hour, minute] = time.split(":").map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return "";
  return `${minute} ${hour} * * ${{ daily: "*", workdays: "1-5", weekly: day }[plan]}`;
}
