/** How many days are looked ahead, a piece after the other: a large register takes long for all of them at once. */
export const AHEAD = [30, 90, 180] as const;
/** How many days on which something changes are told. */
export const MOST = 8;

/** The answer to a piece, while it is there. */
export interface Piece<Step> {
  data: { forecast: readonly Step[] } | undefined;
}

/** What is known of the days to come: of the pieces that are answered, as long as none before them is missing. */
export function known<Step>(pieces: readonly Piece<Step>[]) {
  const missing = pieces.findIndex(({ data }) => data === undefined);
  const answered = missing === -1 ? pieces.length : missing;
  const steps = pieces.slice(0, answered).flatMap(({ data }) => data?.forecast ?? []);
  const enough = steps.length >= MOST || answered === AHEAD.length;
  return {
    steps,
    /** For how many days. */
    days: AHEAD[answered - 1] ?? 0,
    /** The piece that is to be asked for next; undefined when what is known is enough. */
    next: enough ? undefined : answered,
  };
}
