import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useDayWords } from "../../parts/marks";
import css from "./Findings.module.css";
import type { Row } from "./filters";

/** Who accepted it, why and until when, with a way back. */
export function Accepted({ of, onReopen }: { of: Row; onReopen: () => void }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const say = useDayWords();
  if (of.state !== "ACCEPTED" || !of.acceptance) return null;
  return (
    <div className={css.accepts}>
      <div>
        <strong>{t("accept.by", { owner: of.acceptance.owner, day: say.day(of.acceptance.until) })}</strong>
        <p>{of.acceptance.reason}</p>
      </div>
      {!asOf && (
        <Button size="compact-sm" variant="default" onClick={onReopen}>
          {t("reopen.action")}
        </Button>
      )}
    </div>
  );
}

/** Accepts the risk; says why not when another day than today is shown. */
export function AcceptButton({ of, onAccept }: { of: Row; onAccept: () => void }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  if (asOf) return <span className="quiet">{t("accept.today")}</span>;
  return (
    <Button size="xs" variant="default" onClick={onAccept} aria-keyshortcuts="a">
      {t(of.state === "ACCEPTED" ? "accept.again" : "accept.action")}
    </Button>
  );
}
