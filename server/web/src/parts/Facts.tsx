import { Fragment, type ReactNode } from "react";
import css from "./Facts.module.css";

/** What is recorded, a line each: its name and its value. Lines without a value are left out. */
export function Facts({
  of,
}: {
  of: (readonly [name: string, value: ReactNode] | false | null | undefined)[];
}) {
  return (
    <dl className={css.facts}>
      {of.map(
        (fact) =>
          fact && (
            <Fragment key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </Fragment>
          ),
      )}
    </dl>
  );
}
