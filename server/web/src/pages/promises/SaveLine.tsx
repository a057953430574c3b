import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Trial } from "../../data/trial";
import { Delta } from "../../parts/Delta";
import { VerdictMark } from "../../parts/marks";
import css from "./Editor.module.css";

/** A line that says what saving changes, and opens to say which findings. */
export function SaveLine({
  trial,
  promise,
  waiting,
}: {
  trial: Trial;
  /** The key of the promise whose verdict is told. */
  promise?: string;
  /** Why there is nothing to try yet. */
  waiting?: string | undefined;
}) {
  const { t } = useTranslation("promises");
  const [opened, { toggle }] = useDisclosure(false);
  const { plan, fault, asking } = trial;
  const said = (() => {
    if (waiting) return waiting;
    if (fault) {
      const { code, message, fields } = fault;
      const why = fields.map((field) => field.message).join(" ") || message;
      return t(code === "INVALID" ? "live.notYet" : "live.failed", { why });
    }
    if (!plan) return t("live.asking");
    const { findingsAppeared, findingsDisappeared } = plan.counts;
    if (findingsAppeared + findingsDisappeared === 0) return t("live.nothing");
    const what = [
      findingsAppeared > 0 && t("live.appear", { count: findingsAppeared }),
      findingsDisappeared > 0 &&
        (findingsAppeared > 0
          ? t("live.disappear", { count: findingsDisappeared })
          : t("live.disappearFirst", { count: findingsDisappeared })),
    ].filter(Boolean);
    return t("live.says", { what: what.join(", ") });
  })();
  const after = plan?.promiseVerdicts.find((change) => change.promise.id === `promise:${promise}`)?.after;
  const shows = !waiting && !fault && plan;
  const more = shows && plan.counts.findingsAppeared + plan.counts.findingsDisappeared > 0;
  return (
    <section className={css.live} aria-label={t("live.label")} data-fetching={asking}>
      <div role="status">
        <p>{said}</p>
        {shows && after && (
          <p>
            {t("live.verdict")} <VerdictMark verdict={after} />.
          </p>
        )}
      </div>
      {more && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={opened}
          leftSection={
            opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />
          }
          onClick={toggle}
        >
          {t("live.details")}
        </Button>
      )}
      {more && opened && (
        <div className={css.delta}>
          <Delta of={plan} />
        </div>
      )}
    </section>
  );
}
