/** When this browser was last here, and which look at the register was the latest then. */
export interface Visit {
  at: string;
  look: number;
}

type Memory = Pick<Storage, "getItem" | "setItem">;

const SEEN = "kept.seen";
/** What was seen in the last visit counts as seen only in the next one: a reload is no new visit. */
const VISIT_ENDS_AFTER = 30 * 60 * 1000;

interface Seen {
  before?: Visit;
  now?: Visit;
}

function read(memory: Memory): Seen {
  try {
    return JSON.parse(memory.getItem(SEEN) ?? "{}") as Seen;
  } catch {
    // What an older version or a person wrote there says nothing.
    return {};
  }
}

/** The visit before this one; undefined on the first. */
export function lastVisit(memory: Memory, now = Date.now()): Visit | undefined {
  const seen = read(memory);
  const ended = seen.now && now - Date.parse(seen.now.at) > VISIT_ENDS_AFTER;
  return ended ? seen.now : seen.before;
}

/** Notes what is seen in this visit. */
export function noteVisit(memory: Memory, visit: Visit): void {
  const before = lastVisit(memory, Date.parse(visit.at));
  memory.setItem(SEEN, JSON.stringify({ ...(before && { before }), now: visit }));
}
