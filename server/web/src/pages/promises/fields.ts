import type { FieldFault } from "../../data/faults";

/** The path of a field within its record: of `input.scope.regions[0]` or `document.notices[0].promises[0].scope.regions[0]`. */
export function fieldOf(path: string): string {
  return path
    .replace(/^input\./, "")
    .replace(/^document\.notices\[\d+\]\.?/, "")
    .replace(/^promises\[\d+\]\.?/, "");
}

/** What the server says of the fields of a form. What no field of it was asked about is left for the end. */
export function faultsOf(faults: readonly FieldFault[]) {
  const all = faults.map(({ path, message }) => ({ field: fieldOf(path), message }));
  const asked = new Set<string>();
  const within = (field: string, name: string) =>
    field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);
  return {
    /** What is wrong with a field, or undefined: ready to be the `error` of an input. */
    at(name: string): string | undefined {
      asked.add(name);
      const told = all.filter(({ field }) => within(field, name)).map(({ message }) => message);
      return told.length > 0 ? told.join(" ") : undefined;
    },
    /** What is wrong with a group of fields as a whole. */
    exactly(name: string): string | undefined {
      const told = all.filter(({ field }) => field === name).map(({ message }) => message);
      if (told.length > 0) asked.add(name);
      return told.length > 0 ? told.join(" ") : undefined;
    },
    /** What belongs to no field that was asked about. */
    others(): { field: string; message: string }[] {
      return all.filter(({ field }) => ![...asked].some((name) => within(field, name)));
    },
  };
}
export type Faults = ReturnType<typeof faultsOf>;
