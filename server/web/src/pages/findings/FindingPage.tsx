import { Button, CopyButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useKeys } from "../../parts/keys";
import { Link } from "../../parts/Link";
import { useDayWords } from "../../parts/marks";
import { PageHead } from "../../parts/PageHead";
import { usePlain } from "../../parts/plain";
import { Answer, Empty, Waiting } from "../../parts/states";
import { AcceptDialog } from "./AcceptDialog";
import { AcceptButton, Accepted } from "./Accepted";
import { AssignDialog } from "./AssignDialog";
import { AssignButton, Assigned } from "./Assigned";
import { FindingFacts, type Found, Marks, Proof, SubjectHistory } from "./FindingBody";
import css from "./Findings.module.css";
import { FindingQuery } from "./queries";
import { useAccept } from "./useAccept";
import { useAssign } from "./useAssign";

/** One finding: what is wrong, what proves it and what mends it. */
export default function FindingPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const asked = useAsk(FindingQuery, { id, asOf: asOf ?? null });
  return (
    <Answer of={asked} title={t("page.name")} waiting={<Waiting lines={10} />}>
      {({ finding }) => (finding ? <FindingThere of={finding} /> : <Gone />)}
    </Answer>
  );
}

function FindingThere({ of }: { of: Found }) {
  const { t } = useTranslation("findings");
  const { t: say } = useTranslation();
  const plain = usePlain();
  const { asOf } = useDay();
  const { accept, reopen } = useAccept();
  const { assign, unassign } = useAssign();
  const [asking, ask] = useState<"accept" | "assign">();
  const begin = (what: "accept" | "assign") =>
    asOf ? notifications.show({ message: t("onlyToday") }) : ask(what);
  useKeys([
    ["a", () => begin("accept")],
    ["s", () => begin("assign")],
  ]);
  return (
    <>
      <p className={css.crumb}>
        <Link to="/findings">{t("title")}</Link>
      </p>
      <PageHead
        title={plain(of.message)}
        actions={
          <>
            <CopyButton value={window.location.href}>
              {({ copied, copy }) => (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={
                    copied ? <IconCheck size={14} aria-hidden /> : <IconLink size={14} aria-hidden />
                  }
                  onClick={copy}
                >
                  {say(copied ? "action.copied" : "action.copyLink")}
                </Button>
              )}
            </CopyButton>
            <AssignButton of={of} onAssign={() => ask("assign")} />
            <AcceptButton of={of} onAccept={() => ask("accept")} />
          </>
        }
      />
      <Marks of={of} />
      <Accepted of={of} onReopen={() => void reopen([of.id])} />
      <Assigned of={of} onUnassign={() => void unassign([of])} />
      <div className={css.columns}>
        <Proof of={of} />
        <aside className={css.side} aria-label={t("page.facts")}>
          <FindingFacts of={of} />
          <SubjectHistory of={of} />
        </aside>
      </div>
      <AcceptDialog
        findings={asking === "accept" ? [of] : []}
        onClose={() => ask(undefined)}
        accept={accept}
      />
      <AssignDialog
        findings={asking === "assign" ? [of] : []}
        onClose={() => ask(undefined)}
        assign={assign}
      />
    </>
  );
}

/** A finding that is not there (any more): mended, or become another. */
export function Gone({ inPanel = false }: { inPanel?: boolean }) {
  const { t } = useTranslation("findings");
  const { asOf } = useDay();
  const say = useDayWords();
  const title = asOf ? t("page.goneOn", { day: say.day(asOf) }) : t("page.gone");
  return (
    <>
      {!inPanel && <PageHead title={t("page.name")} />}
      <Empty
        title={title}
        action={
          <p className={css.marks}>
            {!inPanel && <Link to="/findings">{t("page.goneList")}</Link>}
            <Link to="/changes">{t("page.goneChanges")}</Link>
          </p>
        }
      >
        {t("page.goneHint")}
      </Empty>
    </>
  );
}
