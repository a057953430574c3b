import { useTranslation } from "react-i18next";
import { labelOf } from "../parts/fieldLabels";

/** The kinds of the records that the larger forms hold, by where they hold them. */
const HELD: Record<string, string> = { party: "party", contract: "contract", flows: "flow" };

/**
 * What people read for a field's path: "Last day in force", "Flow 2, first day", a clause by its name. Of a form of one record
 * its kind is said; a larger one says it in its paths.
 */
export function useFieldName(kind?: string): (path: string) => string {
  const { t } = useTranslation(["register", "contracts"]);
  return (path) => {
    const steps = path.split(".");
    if (steps[0] === "clauses" && steps[1] && /^[A-Z]/.test(steps[1])) {
      return t(`clause.${steps[1] as "SCOPE"}.name`);
    }
    if (path === "") return t("faults.elsewhere");
    if (!kind && path === "contract") return t("made.contract");
    if (!kind && path === "party") return t("made.party");
    const of = kind ?? HELD[steps[0] ?? ""] ?? "";
    const fields = steps.filter((step) => !/^\d+$/.test(step));
    const field = (kind ? fields : fields.slice(1)).join(".");
    const label = labelOf(of, field);
    const name = label ? t(label as "register:key") : (fields.at(-1) ?? "");
    const flow = !kind && /^flows\.(\d+)/.exec(path);
    if (flow) {
      const which = t("flowNumber", { number: Number(flow[1]) + 1 });
      return field === "" ? which : `${which}, ${name}`;
    }
    const row = /\.(\d+)\./.exec(path);
    return row ? `${name} ${Number(row[1]) + 1}` : name;
  };
}
