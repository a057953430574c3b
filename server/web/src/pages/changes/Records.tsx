import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeQuery } from "../../gql/graphql";
import { nameOf } from "../../parts/diff";
import { FieldDiff } from "../../parts/FieldDiff";
import { Link, RecordLink } from "../../parts/Link";
import css from "./Records.module.css";

type Item = ChangeQuery["one"]["nodes"][number]["items"][number];

const SIGNS = { CREATE: "+", UPDATE: "~", DELETE: "−" } as const;
/** So many are open from the start; more would bury what one looks for. */
const OPEN = 4;

/** The records that a change changed, each with what it did to their fields. */
export function Records({ items }: { items: readonly Item[] }) {
  return (
    <div className={css.records}>
      {items.map((item) => (
        <RecordDiff key={item.id} item={item} open={items.length <= OPEN} />
      ))}
    </div>
  );
}

function RecordDiff({ item, open: opened }: { item: Item; open: boolean }) {
  const { t } = useTranslation("changes");
  const [open, setOpen] = useState(opened);
  const name = nameOf(item.after) ?? nameOf(item.before);
  return (
    <details className={css.record} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={css.kind} data-kind={item.kind}>
          <b aria-hidden="true">{SIGNS[item.kind]}</b> {t(`kind.${item.kind}`)}
        </span>
        <span className={css.name}>{name ?? item.id}</span>
        {name && <code className="quiet">{item.id}</code>}
      </summary>
      {open && (
        <div className={css.content}>
          <p className={css.ways}>
            {item.kind !== "DELETE" && <RecordLink id={item.id}>{name ?? item.id}</RecordLink>}
            <Link to={`/changes?of=${encodeURIComponent(item.id)}`}>{t("history")}</Link>
          </p>
          <FieldDiff of={item.id} fields={item.fields} />
        </div>
      )}
    </details>
  );
}
