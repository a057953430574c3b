import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import css from "./edit.module.css";
import type { Place } from "./fields";

/** Fields that most people leave alone, shown when asked for and when something is wrong in them. */
export function More({
  label,
  place,
  names,
  open: first = false,
  children,
}: {
  label: string;
  place: Place;
  /** The fields inside. */
  names: readonly string[];
  open?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const [wanted, setWanted] = useState(first);
  const wrong = Object.keys(place.form.errors).some((path) =>
    names.some((name) => path === place.at + name || path.startsWith(`${place.at}${name}.`)),
  );
  const open = wanted || wrong;
  return (
    <div className={css.more}>
      <UnstyledButton
        className={css.moreButton as string}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setWanted(!open)}
      >
        <IconChevronRight size={14} aria-hidden />
        {label}
      </UnstyledButton>
      <div id={id} hidden={!open}>
        {open && <div className={css.fields}>{children}</div>}
      </div>
    </div>
  );
}
