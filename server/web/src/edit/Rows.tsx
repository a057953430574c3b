import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import css from "./edit.module.css";
import { GroupFault, heldBy, type Place, put } from "./fields";

/** Several of a kind, such as contacts: a line each, with a way to add one and to take one away. */
export function Rows<Row>({
  place,
  name,
  label,
  add,
  empty,
  children,
}: {
  place: Place;
  name: string;
  label: string;
  /** What the button says that adds one. */
  add: string;
  empty: () => Row;
  children: (row: Place, index: number, value: Row) => ReactNode;
}) {
  const { t } = useTranslation("register");
  const rows = heldBy<Row[]>(place, name);
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(rows.length);
  // Who adds a row goes on in it.
  useEffect(() => {
    if (rows.length === count.current + 1) {
      list.current?.querySelector<HTMLElement>(":scope > :last-child :is(input, select)")?.focus();
    }
    count.current = rows.length;
  }, [rows.length]);
  return (
    <fieldset className={css.rows}>
      <legend>{label}</legend>
      <GroupFault place={place} name={name} />
      <div ref={list}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else to go by, and hold no state.
          <div key={index} className={css.row}>
            <div className={css.rowFields}>
              {children({ form: place.form, at: `${place.at}${name}.${index}.` }, index, row)}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("removeRow", { what: label, number: index + 1 })}
              onClick={() =>
                put(
                  place,
                  name,
                  rows.filter((_, other) => other !== index),
                )
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => put(place, name, [...rows, empty()])}
      >
        {add}
      </Button>
    </fieldset>
  );
}
