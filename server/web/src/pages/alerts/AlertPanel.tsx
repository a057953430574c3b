import { useTranslation } from "react-i18next";
import { alertPath } from "../../parts/addresses";
import { usePlain } from "../../parts/plain";
import { SidePanel } from "../../parts/SidePanel";
import { Answer } from "../../parts/states";
import { About, AlertFacts, Marks, Went } from "./AlertBody";
import { Gone } from "./AlertPage";
import css from "./Alerts.module.css";
import type { Row } from "./queries";
import { Said, SeeToButtons } from "./SeeTo";
import { useAlert } from "./useAlert";

/** An alert beside the list. */
export function AlertPanel({
  number,
  onClose,
  onAcknowledge,
  onSnooze,
  onReopen,
  onNote,
}: {
  number: string;
  onClose: () => void;
  onAcknowledge: (alert: Row) => void;
  onSnooze: (alert: Row) => void;
  onReopen: (alert: Row) => void;
  onNote: (alert: Row) => void;
}) {
  const { t } = useTranslation("alerts");
  const plain = usePlain();
  const asked = useAlert(number);
  return (
    <SidePanel label={t("page.name")} page={alertPath(number)} onClose={onClose}>
      <Answer of={asked}>
        {({ alert }) =>
          alert ? (
            <div className={css.inPanel}>
              <h2>{plain(alert.title)}</h2>
              <Marks of={alert} />
              <Said of={alert} onNote={() => onNote(alert)} />
              <div className={css.buttons}>
                <SeeToButtons
                  of={alert}
                  onAcknowledge={() => onAcknowledge(alert)}
                  onSnooze={() => onSnooze(alert)}
                  onReopen={() => onReopen(alert)}
                />
              </div>
              <About of={alert} />
              <Went of={alert} />
              <AlertFacts of={alert} />
            </div>
          ) : (
            <Gone number={number} inPanel />
          )
        }
      </Answer>
    </SidePanel>
  );
}
