import { useTranslation } from "react-i18next";
import type { RecordsPlan } from "../../edit/tryRecords";
import { DayText } from "../../parts/marks";
import css from "./Register.module.css";

/** What the register makes of a contract's term: until when it is in force, and by when notice must be given. */
export function TermFacts({ plan, contract }: { plan: RecordsPlan | undefined; contract: string }) {
  const { t } = useTranslation("register");
  const node = plan?.changes.find(({ id }) => id === `contract:${contract}`)?.node;
  if (!node || !("noticeDeadline" in node) || !(node.noticeDeadline || node.lastDay)) return null;
  return (
    <p className={css.termFacts}>
      {node.noticeDeadline && (
        <span>
          {t("contract.noticeBy")}{" "}
          <strong>
            <DayText day={node.noticeDeadline} away />
          </strong>
        </span>
      )}
      {node.lastDay && (
        <span>
          {t("contract.ends")}{" "}
          <strong>
            <DayText day={node.lastDay} away />
          </strong>
        </span>
      )}
    </p>
  );
}
