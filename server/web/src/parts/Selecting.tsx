import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./Selecting.module.css";
import type { Selecting } from "./selection";

/** How many rows are selected, what can be done with all of them (`children`), and ways to select others. */
export function SelectedBar({ of, children }: { of: Selecting; children: ReactNode }) {
  const { t } = useTranslation("lists");
  const count = of.ids.length;
  if (count === 0) return null;
  return (
    <section className={css.bar} aria-label={t("selecting.selected", { count })}>
      <strong role="status">{t("selecting.selected", { count })}</strong>
      {children}
      <Button size="compact-sm" variant="subtle" onClick={of.all}>
        {t("selecting.all")}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={of.clear}>
        {t("selecting.none")}
      </Button>
    </section>
  );
}

/** The box that selects a row, before what its first cell shows. One element: a list draws many of them while it is scrolled. */
export function SelectCell({
  has,
  toggle,
  id,
  label,
  children,
}: Pick<Selecting, "has" | "toggle"> & {
  id: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <span className={css.cell}>
      <input
        type="checkbox"
        className={css.box}
        aria-label={label}
        checked={has(id)}
        onChange={() => {}}
        onClick={(event) => {
          toggle(id, event.shiftKey);
          // The keys of the list go on working after a click; whoever presses Space stays where they are.
          if (event.detail > 0) event.currentTarget.blur();
        }}
      />
      {children}
    </span>
  );
}
