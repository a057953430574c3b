/** A field of a record that was changed, as the service tells it. */
export interface Changed {
  field: string;
  before: unknown;
  after: unknown;
}

/** A value that a list had before, has now, or both. */
export interface Piece {
  text: string;
  /** As it is written in documents. */
  written: string;
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

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields with those of groups each on their own, also where the whole group is new or gone: `limits.maxRetention`. */
export function apart(fields: readonly Changed[]): Changed[] {
  return fields.flatMap((change) => {
    const { field, before, after } = change;
    if (
      !(isGroup(before) || isGroup(after)) ||
      ![before, after].every((side) => isGroup(side) || absent(side))
    ) {
      return [change];
    }
    const [old, now] = [before, after].map((side) => (side ?? {}) as Record<string, unknown>);
    const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
    return apart(
      names.map((name) => ({ field: `${field}.${name}`, before: old?.[name], after: now?.[name] })),
    );
  });
}

/** What a change did to a field. Of lists only what came and went is told apart from what stayed. */
export function diffOf(
  { field, before, after }: Changed,
  say: (field: string, value: unknown) => string = (_, value) => readable(value),
): Diff {
  const lists = [before, after].filter(Array.isArray);
  if (lists.length === 0 || ![before, after].every((value) => absent(value) || Array.isArray(value))) {
    return {
      field,
      pieces: undefined,
      before: absent(before) ? undefined : say(field, before),
      after: absent(after) ? undefined : say(field, after),
    };
  }
  const [had = [], has = []] = [before, after].map((value) =>
    ((value ?? []) as unknown[]).map((item) => ({ written: readable(item), text: say(field, item) })),
  );
  const among = (list: typeof had, { written }: { written: string }) =>
    list.some((item) => item.written === written);
  const pieces: Piece[] = [
    ...had.filter((item) => !among(has, item)).map((item): Piece => ({ ...item, sign: "removed" })),
    ...has.map((item): Piece => ({ ...item, sign: among(had, item) ? "same" : "added" })),
  ];
  return { field, pieces, before: undefined, after: undefined };
}

/** What a record is called, as far as its document says. */
export function nameOf(record: unknown): string | undefined {
  if (!record || typeof record !== "object") return undefined;
  const { name, title, quote, description } = record as Record<string, unknown>;
  return [name, title, quote, description].find((text): text is string => typeof text === "string");
}
