import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { findingPath } from "../../parts/addresses";
import { usePlain } from "../../parts/plain";
import { SidePanel } from "../../parts/SidePanel";
import { Answer } from "../../parts/states";
import { AcceptButton, Accepted } from "./Accepted";
import { AssignButton, Assigned } from "./Assigned";
import { FindingFacts, Marks, Proof } from "./FindingBody";
import { Gone } from "./FindingPage";
import css from "./Findings.module.css";
import type { Row } from "./filters";
import { FindingQuery } from "./queries";

/** A finding beside the list. */
export function FindingPanel({
  id,
  onClose,
  onAccept,
  onAssign,
  onReopen,
  onUnassign,
}: {
  id: string;
  onClose: () => void;
  onAccept: (finding: Row) => void;
  onAssign: (finding: Row) => void;
  onReopen: (finding: Row) => void;
  onUnassign: (finding: Row) => void;
}) {
  const { t } = useTranslation("findings");
  const plain = usePlain();
  const { asOf } = useDay();
  const asked = useAsk(FindingQuery, { id, asOf: asOf ?? null });
  return (
    <SidePanel label={t("page.name")} page={findingPath(id)} onClose={onClose}>
      <Answer of={asked}>
        {({ finding }) =>
          finding ? (
            <div className={css.inPanel}>
              <h2 className={css.headline}>{plain(finding.message)}</h2>
              <Marks of={finding} />
              <Accepted of={finding} onReopen={() => onReopen(finding)} />
              <Assigned of={finding} onUnassign={() => onUnassign(finding)} />
              <div className={css.marks}>
                <AcceptButton of={finding} onAccept={() => onAccept(finding)} />
                <AssignButton of={finding} onAssign={() => onAssign(finding)} />
              </div>
              <Proof of={finding} />
              <FindingFacts of={finding} />
            </div>
          ) : (
            <Gone inPanel />
          )
        }
      </Answer>
    </SidePanel>
  );
}
