import { useMemo } from "react";
import { useTerms } from "../../data/terms";

/** A sentence of the server with what people call the terms in it. Words that are no keys of terms stay. */
export function plain(sentence: string, names: ReadonlyMap<string, string>): string {
  return sentence.replace(/[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*/g, (word) => names.get(word) ?? word);
}

/** `plain` with the terms of the register. */
export function usePlain(): (sentence: string) => string {
  const terms = useTerms();
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const list of Object.values(terms)) {
      // A key such as `system` or `user` may be a word of the sentence.
      for (const { key, name } of list) if (key.includes(".") || key === "eea") names.set(key, name);
    }
    return (sentence) => plain(sentence, names);
  }, [terms]);
}
