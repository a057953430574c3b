import { type ReactNode, useEffect } from "react";
import css from "./PageHead.module.css";

/** The heading of a page, which is its title in the browser too, with what can be done there. */
export function PageHead({
  title,
  name,
  lead,
  actions,
}: {
  title: ReactNode;
  /** The title as text, when it is more than that. */
  name?: string;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  const text = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = text ? `${text} · Kept` : "Kept";
  }, [text]);
  return (
    <header className={css.head}>
      <div>
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
}
