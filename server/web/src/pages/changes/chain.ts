/** What seals a change. */
export interface Sealed {
  seq: number;
  hash: string;
  previousHash: string;
}

/** How a change hangs on the one before it; AWAITED when that one was not looked at. */
export type Link = "LINKED" | "BROKEN" | "AWAITED" | "FIRST";

const ZEROS = /^0*$/;

/** How each change hangs on the one before it, by its number. The newest are first. */
export function links(changes: readonly Sealed[]): Map<number, Link> {
  const bySeq = new Map(changes.map((change) => [change.seq, change]));
  return new Map(
    changes.map((change): [number, Link] => {
      if (change.seq === 1) return [1, ZEROS.test(change.previousHash) ? "FIRST" : "BROKEN"];
      const before = bySeq.get(change.seq - 1);
      if (!before) return [change.seq, "AWAITED"];
      return [change.seq, before.hash === change.previousHash ? "LINKED" : "BROKEN"];
    }),
  );
}

/** The newest change that does not hang on the one before it. */
export function brokenAt(changes: readonly Sealed[]): number | undefined {
  return [...links(changes)].find(([, link]) => link === "BROKEN")?.[0];
}

/** Which changes come next going back: after which number, and how many. */
export function pageBefore(seq: number, size: number): { after: number; first: number } {
  const after = Math.max(0, seq - 1 - size);
  return { after, first: seq - 1 - after };
}

/** Newer and older changes as one list, the newest first, each once. */
export function merged<Change extends Sealed>(some: readonly Change[], others: readonly Change[]): Change[] {
  const bySeq = new Map([...some, ...others].map((change) => [change.seq, change]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
