type Value = string | number | null | undefined;

/** RFC 4180. What a spreadsheet would take for a formula is written as text. */
export function csv(lines: readonly (readonly Value[])[]): string {
  const field = (value: Value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

/** Hands a file to the reader. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the time this runs.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
