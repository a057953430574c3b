import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { bringTerms } from "./terms";
import { type Language, STORED, wanted } from "./wanted";

export { LANGUAGES, type Language } from "./wanted";

/** The words of each language: those of the frame and the first page, and those of all others, which are many. */
const CATALOGUES = {
  en: { first: () => import("./en/first"), rest: () => import("./en/rest") },
  de: { first: () => import("./de/first"), rest: () => import("./de/rest") },
};

/** Whether a page was gone to that needs more than the words of the first. */
let further = false;

async function bring(language: Language, which: "first" | "rest"): Promise<void> {
  const { default: words } = await CATALOGUES[language][which]();
  for (const [namespace, said] of Object.entries(words)) i18next.addResourceBundle(language, namespace, said);
}

/** Brings the words of all pages: each page but the first waits for them. */
export async function allWords(): Promise<void> {
  further = true;
  await started;
  await bring(i18next.language as Language, "rest");
}

/** Brings a language's words and shows them. */
async function show(language: Language): Promise<void> {
  await Promise.all([bring(language, "first"), bringTerms(language), further && bring(language, "rest")]);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Speaks a language from now on, also when the pages are opened again. */
export async function speak(language: Language): Promise<void> {
  await show(language);
  localStorage.setItem(STORED, language);
}

async function start(): Promise<void> {
  await i18next.use(initReactI18next).init({
    // No catalogue lacks a message that another has: `words.ts` sees to that.
    fallbackLng: false,
    defaultNS: "common",
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show(wanted());
}

/** The words of the frame and the first page are there. */
export const started = start();
