import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Trial } from "../data/trial";
import type { DeltaPartsFragment } from "../gql/graphql";
import { Delta } from "../parts/Delta";
import css from "./Impact.module.css";

/** What a change does to findings and promises, in a few words: "2 findings appear, 1 disappears". */
export function useDeltaWords(): (counts: DeltaPartsFragment["counts"]) => string {
  const { t } = useTranslation("register");
  return ({ findingsAppeared, findingsDisappeared, promiseVerdicts }) => {
    const said = [
      findingsAppeared > 0 && t("impact.appear", { count: findingsAppeared }),
      findingsDisappeared > 0 &&
        (findingsAppeared > 0
          ? t("impact.disappear", { count: findingsDisappeared })
          : t("delta.disappear", { ns: "common", count: findingsDisappeared })),
      promiseVerdicts > 0 && t("impact.verdicts", { count: promiseVerdicts }),
    ].filter((part) => typeof part === "string");
    return said.length > 0 ? said.join(", ") : t("impact.nothing");
  };
}

/** The live line: what saving would change, which can be opened to read which findings. */
export function Impact({
  of,
  faults,
  waiting,
  removing = false,
  open: first = false,
}: {
  of: Trial;
  /** How many things are missing or wrong: while any is, nothing can be told. */
  faults: number;
  /** What is said before there is anything to ask. */
  waiting?: string | undefined;
  removing?: boolean;
  open?: boolean;
}) {
  const { t } = useTranslation("register");
  const words = useDeltaWords();
  const id = useId();
  const [open, setOpen] = useState(first);
  const { plan, fault, asking } = of;
  let line: string;
  if (waiting) line = waiting;
  else if (faults > 0) line = t("impact.unfinished", { count: faults });
  else if (fault) {
    const why = fault.code === "UNREACHABLE" ? t("impact.unreachable") : fault.message;
    line = t("impact.failed", { why });
  } else if (plan) line = t(removing ? "impact.remove" : "impact.line", { what: words(plan.counts) });
  else line = t("impact.asking");
  const shown = plan && faults === 0 && !fault && !waiting;
  const some =
    shown && plan.counts.findingsAppeared + plan.counts.findingsDisappeared + plan.counts.promiseVerdicts > 0;
  const tone = !shown ? undefined : plan.counts.findingsAppeared > 0 ? "worse" : some ? "better" : undefined;
  return (
    <div className={css.impact} data-tone={tone} data-asking={asking}>
      <p role="status" className={css.line}>
        {line}
      </p>
      {some && (
        <>
          <UnstyledButton
            className={css.toggle as string}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={14} aria-hidden />
            {open ? t("impact.hide") : t("impact.show")}
          </UnstyledButton>
          <div id={id} className={css.delta} hidden={!open}>
            {open && <Delta of={plan} />}
          </div>
        </>
      )}
    </div>
  );
}
