import { Button, CloseButton } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "./Link";
import css from "./SidePanel.module.css";

/** A list, and beside it what is open of it. The panel has an address of its own: `?open=` in the list's. */
export function Split({
  list,
  panel,
  fill = false,
}: {
  list: ReactNode;
  panel?: ReactNode;
  /** Whether it takes all the height there is, as a picture does, or what its rows need. */
  fill?: boolean;
}) {
  const split = useRef<HTMLDivElement>(null);
  useFocusAlong(split, Boolean(panel));
  return (
    <div className={css.split} data-fill={fill} ref={split}>
      <div className={css.list}>{list}</div>
      {panel}
    </div>
  );
}

/**
 * Keeps the focus with who uses keys: what a key opens while nothing has the focus has it then, so that Tab goes on in it;
 * and when that closes the list has it, not the start of the page.
 */
function useFocusAlong(split: RefObject<HTMLDivElement | null>, open: boolean) {
  const before = useRef(open);
  // At each drawing: a panel that shows the next row may be another one.
  const within = useRef(false);
  useEffect(() => {
    const opens = open && !before.current;
    const closes = !open && before.current;
    before.current = open;
    // The page itself has it after it was gone to.
    if (!document.activeElement?.contains(split.current)) return;
    if (opens || (open && within.current)) {
      within.current = true;
      split.current?.querySelector("aside")?.focus({ preventScroll: true });
    } else if (closes) {
      within.current = false;
      split.current?.querySelector<HTMLElement>("section[tabindex]")?.focus({ preventScroll: true });
    }
  });
}

export function SidePanel({
  label,
  page,
  onClose,
  children,
}: {
  label: string;
  /** The address of the full page. */
  page: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <aside className={css.panel} aria-label={label} tabIndex={-1}>
      <div className={css.bar}>
        <Button component={Link} to={page} size="compact-sm" variant="subtle">
          {t("action.openPage")}
        </Button>
        <CloseButton aria-label={t("action.close")} onClick={onClose} />
      </div>
      <div className={css.content}>{children}</div>
    </aside>
  );
}
