import { useTranslation } from "react-i18next";
import { SeverityMark } from "../../parts/marks";
import { usePlain } from "../../parts/plain";
import css from "./Findings.module.css";
import type { Row } from "./filters";

const LISTED = 4;

/** The findings that something is decided about: the first few, and how many more. */
export function Listed({ findings }: { findings: readonly Pick<Row, "id" | "message" | "severity">[] }) {
  const { t } = useTranslation("findings");
  const plain = usePlain();
  return (
    <ul className={css.accepted}>
      {findings.slice(0, LISTED).map((finding) => (
        <li key={finding.id}>
          <SeverityMark severity={finding.severity} /> {plain(finding.message)}
        </li>
      ))}
      {findings.length > LISTED && (
        <li className="quiet">{t("accept.more", { count: findings.length - LISTED })}</li>
      )}
    </ul>
  );
}
