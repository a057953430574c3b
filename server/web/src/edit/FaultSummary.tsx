import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import css from "./FaultSummary.module.css";
import { fieldId, type Placed } from "./places";

/** Goes to the element that asks for a field; to the nearest that holds it when the field is not shown. */
export function goToField(path: string): void {
  const steps = path.split(".");
  while (steps.length > 0) {
    const element = document.getElementById(fieldId(steps.join(".")));
    if (element) {
      element.scrollIntoView({ block: "center" });
      element.focus({ preventScroll: true });
      return;
    }
    steps.pop();
  }
}

/** Everything that is wrong, at the top of the form, each with a link to its field. */
export function FaultSummary({
  faults,
  turn,
  nameOf,
  focus = false,
}: {
  faults: readonly Placed[];
  /** Grows with each attempt to save. */
  turn: number;
  /** What the form calls a field. */
  nameOf: (path: string) => string;
  /** Whether it takes the focus with each attempt, as at the top of a long page; else the first field has it. */
  focus?: boolean;
}) {
  const { t } = useTranslation("register");
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each attempt.
  useEffect(() => {
    if (!focus) return;
    box.current?.focus();
    box.current?.scrollIntoView({ block: "start" });
  }, [turn]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className={css.summary} role="alert" tabIndex={-1}>
      <h2>{t("faults.title")}</h2>
      <ul>
        {faults.map(({ at, message }) => (
          <li key={`${at} ${message}`}>
            <a
              href={`#${fieldId(at)}`}
              onClick={(event) => {
                event.preventDefault();
                goToField(at);
              }}
            >
              {nameOf(at)}: {message}
            </a>
          </li>
        ))}
      </ul>
      <p className="quiet">{t("faults.safe")}</p>
    </div>
  );
}
