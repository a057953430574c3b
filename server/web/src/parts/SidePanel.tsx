import { Button, CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useTo } from "./Link";
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
  return (
    <div className={css.split} data-fill={fill}>
      <div className={css.list}>{list}</div>
      {panel}
    </div>
  );
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
  const go = useNavigate();
  const keep = useTo();
  return (
    <aside className={css.panel} aria-label={label}>
      <div className={css.bar}>
        <Button size="compact-sm" variant="subtle" onClick={() => go(keep(page))}>
          {t("action.openPage")}
        </Button>
        <CloseButton aria-label={t("action.close")} onClick={onClose} />
      </div>
      <div className={css.content}>{children}</div>
    </aside>
  );
}
