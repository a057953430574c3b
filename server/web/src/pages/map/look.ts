import type { CoverageState } from "../../gql/graphql";

/** How lines tell what a contract does, on the screen and in files. As `parts/Ribbon` has it. */
export const DASHES: Record<CoverageState, string | undefined> = {
  NOT_NEEDED: undefined,
  IN_FORCE: undefined,
  MISSING: "7 5",
  ENDED: "0.1 5.5",
  AWAITED: "16 6",
  OUTSIDE: undefined,
  UNPROVEN: undefined,
};

/** A mark on a line that is solid though something is the matter. */
export const MARKS: Partial<Record<CoverageState, string>> = { OUTSIDE: "✕", UNPROVEN: "?" };

export const THICKNESS = { KEPT: 1.5, UNPROVEN: 1.8, BROKEN: 2.2 } as const;
