/** A value that a list had before, has now, or both. */
export interface Piece {
  text: string;
  sign: "added" | "removed" | "same";
}

export interface Diff {
  field: string;
  /** What changed in a list, piece by piece; undefined for what is no list. */
  pieces: Piece[] | undefined;
  before: string | undefined;
  after: string | undefined;
}

/** A value of a document as people read it: `key: value` pairs, the keys without quotes. */
export function readable(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(readable).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, inner]) => {
      const text = readable(inner);
      return typeof inner === "object" && inner !== null ? `${key}: (${text})` : `${key}: ${text}`;
    })
    .join(", ");
}

const absent = (value: unknown) => value === null || value === undefined;

/** What a change did to a field. Of lists only what came and went is told apart from what stayed. */
export function diffOf({ field, before, after }: { field: string; before: unknown; after: unknown }): Diff {
  const lists = [before, after].filter(Array.isArray);
  if (lists.length === 0 || ![before, after].every((value) => absent(value) || Array.isArray(value))) {
    return {
      field,
      pieces: undefined,
      before: absent(before) ? undefined : readable(before),
      after: absent(after) ? undefined : readable(after),
    };
  }
  const [had, has] = [before, after].map((value) => ((value ?? []) as unknown[]).map(readable));
  const pieces: Piece[] = [
    ...(had ?? []).filter((text) => !has?.includes(text)).map((text): Piece => ({ text, sign: "removed" })),
    ...(has ?? []).map((text): Piece => ({ text, sign: had?.includes(text) ? "same" : "added" })),
  ];
  return { field, pieces, before: undefined, after: undefined };
}

/** What a record is called, as far as its document says. */
export function nameOf(record: unknown): string | undefined {
  if (!record || typeof record !== "object") return undefined;
  const { name, title, quote, description } = record as Record<string, unknown>;
  return [name, title, quote, description].find((text): text is string => typeof text === "string");
}
