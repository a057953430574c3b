import type { Draft } from "./draft";

const NAME = "kept.draft.register";

/** A draft and when it was last typed at. */
export interface Stored {
  at: number;
  draft: Draft;
}

/** The draft of this browser: it is there after a reload, and the next day. */
export const stored = {
  read(): Stored | undefined {
    try {
      const text = localStorage.getItem(NAME);
      const found = text === null ? undefined : (JSON.parse(text) as Partial<Stored>);
      return found?.draft?.party && found.draft.contract && Array.isArray(found.draft.flows)
        ? (found as Stored)
        : undefined;
    } catch {
      return undefined;
    }
  },
  write(draft: Draft): void {
    try {
      localStorage.setItem(NAME, JSON.stringify({ at: Date.now(), draft } satisfies Stored));
    } catch {
      // Full, or not allowed: the page works without.
    }
  },
  forget(): void {
    localStorage.removeItem(NAME);
  },
};
