import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFocusBack } from "../parts/focusBack";
import css from "./EditForm.module.css";
import { useUnsaved } from "./unsaved";

/** The way out of a form: at once when nothing would be lost, else after a question. */
export function useLeaving({
  unsaved,
  onDone,
  onLeave,
}: {
  unsaved: () => boolean;
  onDone: () => void;
  /** Told when what was typed is left behind. */
  onLeave?: () => void;
}): {
  cancel: () => void;
  /** Lets whoever goes now go without a question. */
  letGo: () => void;
  /** What stands in place of the buttons while it is asked. */
  question: ReactNode;
} {
  const { blocker, letGo } = useUnsaved(unsaved);
  const [asking, ask] = useState(false);
  const blocked = blocker.state === "blocked";
  const leave = () => {
    onLeave?.();
    letGo();
    if (blocked) blocker.proceed();
    else onDone();
  };
  const stay = () => {
    ask(false);
    if (blocked) blocker.reset();
  };
  return {
    cancel: () => (unsaved() ? ask(true) : onDone()),
    letGo,
    question: asking || blocked ? <Leaving onLeave={leave} onStay={stay} /> : undefined,
  };
}

function Leaving({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const { t } = useTranslation("register");
  useFocusBack();
  return (
    <div role="alertdialog" aria-label={t("edit.unsaved")} className={css.leaving}>
      <p>
        <strong>{t("edit.unsaved")}.</strong> {t("edit.unsavedHint")}
      </p>
      <div className={css.buttons}>
        <Button autoFocus onClick={onStay}>
          {t("edit.stay")}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {t("edit.leave")}
        </Button>
      </div>
    </div>
  );
}
