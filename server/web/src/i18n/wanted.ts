export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

/** Where the language that was chosen is kept. */
export const STORED = "kept.language";

/** The language of the pages: the one that was chosen, else the browser's as far as there is one. */
export function wanted(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "en" || stored === "de") return stored;
  return navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
}
