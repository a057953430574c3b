import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Provider } from "urql";
import { createClient } from "./client";

/** Lets pages ask, in their own language: what was answered in another one is asked anew, over a new connection too. */
export function Asking({ children }: { children: ReactNode }) {
  const { language } = useTranslation().i18n;
  const client = useMemo(() => createClient(window.location, language), [language]);
  return <Provider value={client}>{children}</Provider>;
}
