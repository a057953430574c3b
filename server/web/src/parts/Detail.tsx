import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useSearchParams } from "react-router";
import css from "./Detail.module.css";

/** A page of one thing: what there is to say of it, and beside it what is recorded. */
export function Detail({ aside, label, children }: { aside: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={css.detail}>
      <div className={css.main}>{children}</div>
      <aside className={css.aside} aria-label={label}>
        {aside}
      </aside>
    </div>
  );
}

interface Props {
  title: string;
  count?: number | undefined;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Names the section in the address when it is one that is opened: `?show=`. What is in it is asked for then. */
  folded?: string;
  children: ReactNode;
}

export function Section({ title, count, lead, actions, folded, children }: Props) {
  const id = useId();
  const [params, setParams] = useSearchParams();
  const open = folded === undefined || params.getAll("show").includes(folded);
  const toggle = () =>
    setParams(
      (params) => {
        const others = params.getAll("show").filter((name) => name !== folded);
        params.delete("show");
        for (const name of open || !folded ? others : [...others, folded]) params.append("show", name);
        return params;
      },
      { replace: true, preventScrollReset: true },
    );
  const words = (
    <>
      {title} {count !== undefined && <span className={css.count}>{count}</span>}
    </>
  );
  return (
    <section className={css.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {folded ? (
            <button type="button" className={css.toggle} aria-expanded={open} onClick={toggle}>
              <IconChevronRight size={16} aria-hidden />
              {words}
            </button>
          ) : (
            words
          )}
        </h2>
        {lead && <span className={css.lead}>{lead}</span>}
        {actions}
      </header>
      {open && children}
    </section>
  );
}
