import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

/** Where a page asks for less in another way than the lists do. */
const OWN = ["map", "who", "promises", "register"] as const;

/** What to do on the page that is open when it asked for too much at once. */
export function useTooMuch(): string {
  const { t } = useTranslation();
  const [page = "", one] = useLocation().pathname.split("/").slice(1);
  const own = OWN.find((name) => name === page);
  if (page === "") return t("state.tooMuch.here.overview");
  if (page === "what-if") return t("state.tooMuch.here.whatif");
  if (one) return t("state.tooMuch.here.one");
  return t(own ? `state.tooMuch.here.${own}` : "state.tooMuch.here.list");
}
