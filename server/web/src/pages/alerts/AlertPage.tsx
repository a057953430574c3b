import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Detail } from "../../parts/Detail";
import { useKeys } from "../../parts/keys";
import { Link } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { usePlain } from "../../parts/plain";
import { Answer, Empty, Waiting } from "../../parts/states";
import { About, AlertFacts, type Found, Marks, Went } from "./AlertBody";
import css from "./Alerts.module.css";
import { useAlertsHeard } from "./changed";
import { NoteDialog } from "./NoteDialog";
import { Said, SeeToButtons } from "./SeeTo";
import { SnoozeDialog } from "./SnoozeDialog";
import { useAlert } from "./useAlert";
import { isOver, type Seen, useSeeTo } from "./useSeeTo";

/** One alert: what is told, what it is about, where it went, and what people said to it. */
export default function AlertPage() {
  const { number = "" } = useParams();
  const { t } = useTranslation("alerts");
  useAlertsHeard();
  const asked = useAlert(number);
  return (
    <Answer of={asked} title={t("page.name")} waiting={<Waiting lines={8} />}>
      {({ alert }) => (alert ? <AlertThere key={alert.number} of={alert} /> : <Gone number={number} />)}
    </Answer>
  );
}

function AlertThere({ of }: { of: Found }) {
  const { t } = useTranslation("alerts");
  const plain = usePlain();
  const { acknowledge, acknowledgeNow, snooze, reopen } = useSeeTo();
  const [snoozing, setSnoozing] = useState<Seen[]>([]);
  const [noting, setNoting] = useState<Seen>();
  useKeys([
    ["a", () => !isOver(of) && of.state !== "ACKNOWLEDGED" && void acknowledgeNow([of])],
    ["s", () => !isOver(of) && setSnoozing([of])],
  ]);
  return (
    <>
      <p className={css.crumb}>
        <Link to="/alerts">{t("title")}</Link>
      </p>
      <PageHead
        title={plain(of.title)}
        actions={
          <SeeToButtons
            of={of}
            onAcknowledge={() => void acknowledgeNow([of])}
            onSnooze={() => setSnoozing([of])}
            onReopen={() => void reopen([of])}
          />
        }
      />
      <div className={css.top}>
        <Marks of={of} />
        <Said of={of} onNote={() => setNoting(of)} />
      </div>
      <Detail label={t("page.facts")} aside={<AlertFacts of={of} />}>
        <About of={of} />
        <Went of={of} />
      </Detail>
      <SnoozeDialog alerts={snoozing} onClose={() => setSnoozing([])} snooze={snooze} />
      <NoteDialog alert={noting} onClose={() => setNoting(undefined)} acknowledge={acknowledge} />
    </>
  );
}

/** An alert that never was: they stay. */
export function Gone({ number, inPanel = false }: { number: string; inPanel?: boolean }) {
  const { t } = useTranslation("alerts");
  return (
    <>
      {!inPanel && <PageHead title={t("page.name")} />}
      <Empty title={t("page.gone", { number })} action={!inPanel && <Link to="/alerts">{t("all")}</Link>}>
        {t("page.goneHint")}
      </Empty>
    </>
  );
}
