import type { FindingRowFragment, FindingState, NodeKind, Severity, Verdict } from "../../gql/graphql";

export const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"] as const satisfies Severity[];
export const VERDICTS = ["BROKEN", "UNPROVEN", "KEPT"] as const satisfies Verdict[];
export const SUBJECTS = ["flow", "contract", "promise", "party", "notice", "observation"] as const;
export const STATES = ["OPEN", "ACCEPTED", "ALL"] as const;

/** What narrows the list, as the address calls it. */
export const NAMES = ["severity", "state", "rule", "verdict", "who", "about", "subject", "q"] as const;
/** Of these an address may also say the word in capitals, as the schema has it. */
const WORDS: ReadonlySet<string> = new Set(["severity", "state", "verdict"]);

/** What an address says of a filter, as its choices are called. */
export const inWords = (name: string, values: readonly string[]): string[] =>
  values.map((value) => (WORDS.has(name) ? value.toLowerCase() : value));

/** Which findings are shown: it is in the page's address. */
export interface Filters {
  /** This severity or a higher one. */
  severity: Severity | undefined;
  rule: string | undefined;
  verdict: Verdict | undefined;
  state: (typeof STATES)[number];
  /** What has this id, or concerns the promise or contract of this id. */
  subject: string | undefined;
  /** What kind of thing it is about. */
  about: (typeof SUBJECTS)[number] | undefined;
  /** Who sees to it; `NOBODY` for what nobody was told to see to. */
  who: string | undefined;
  text: string;
}

/** In the address: no name of a person, a role or a team. */
export const NOBODY = "-";

const among = <Known extends string>(known: readonly Known[], value: string | null): Known | undefined =>
  known.find((each) => each === value?.toUpperCase() || each === value);

export function filtersOf(params: URLSearchParams): Filters {
  return {
    severity: among(SEVERITIES, params.get("severity")),
    rule: params.get("rule") ?? undefined,
    verdict: among(VERDICTS, params.get("verdict")),
    state: among(STATES, params.get("state")) ?? "OPEN",
    subject: params.get("subject") ?? undefined,
    about: among(SUBJECTS, params.get("about")),
    who: params.get("who") ?? undefined,
    text: params.get("q") ?? "",
  };
}

/** Whether anything narrows the list from all open findings. */
export function narrowed({ severity, rule, verdict, state, subject, about, who, text }: Filters): boolean {
  return Boolean(severity || rule || verdict || subject || about || who || text || state !== "OPEN");
}

/** What the server is asked for. */
export function asked({ severity, rule, verdict, state, subject, about, who, text }: Filters): {
  minSeverity: Severity | null;
  rule: string | null;
  verdict: Verdict | null;
  state: FindingState | null;
  subject: string | null;
  assignedTo: string | null;
  assigned: boolean | null;
  about: NodeKind | null;
  text: string | null;
} {
  return {
    minSeverity: severity ?? null,
    rule: rule ?? null,
    verdict: verdict ?? null,
    state: state === "ALL" ? null : state,
    subject: subject ?? null,
    assignedTo: who === undefined || who === NOBODY ? null : who,
    assigned: who === NOBODY ? false : null,
    about: about ? (about.toUpperCase() as Uppercase<typeof about>) : null,
    text: text || null,
  };
}

export type Row = FindingRowFragment;

/** How many there are of each severity, from how many there are so grave or graver. */
export function bySeverity(atLeast: Record<Severity, number>): Record<Severity, number> {
  return {
    CRITICAL: atLeast.CRITICAL,
    HIGH: atLeast.HIGH - atLeast.CRITICAL,
    MEDIUM: atLeast.MEDIUM - atLeast.HIGH,
    LOW: atLeast.LOW - atLeast.MEDIUM,
    INFO: atLeast.INFO - atLeast.LOW,
  };
}
