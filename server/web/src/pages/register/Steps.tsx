import { IconCircle, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./Register.module.css";

export const STEPS = ["party", "contract", "flows"] as const;
export type Step = (typeof STEPS)[number];
export type StepState = "done" | "open" | "none";

const ICONS = { done: IconCircleCheckFilled, open: IconCircle, none: IconCircleDashed };

/** The three steps of the page: which are complete, and the way to each. */
export function Steps({ states }: { states: Record<Step, StepState> }) {
  const { t } = useTranslation("register");
  return (
    <nav className={css.steps} aria-label={t("step.label")}>
      <ol>
        {STEPS.map((step) => {
          const state = states[step];
          const Icon = ICONS[state];
          return (
            <li key={step} data-state={state}>
              <a
                href={`#step-${step}`}
                aria-label={t(`step.${state}`, { step: t(`step.${step}`) })}
                onClick={(event) => {
                  event.preventDefault();
                  const section = document.getElementById(`step-${step}`);
                  section?.scrollIntoView({ block: "start" });
                  section
                    ?.querySelector<HTMLElement>("input, select, button, textarea")
                    ?.focus({ preventScroll: true });
                }}
              >
                <Icon size={16} aria-hidden />
                {t(`step.${step}`)}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
