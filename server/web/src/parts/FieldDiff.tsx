import { useTranslation } from "react-i18next";
import { diffOf } from "./diff";
import css from "./FieldDiff.module.css";

/** What a change did to the fields of a record: what went struck out, what came underlined, of lists piece by piece. */
export function FieldDiff({
  fields,
}: {
  fields: readonly { field: string; before: unknown; after: unknown }[];
}) {
  const { t } = useTranslation("changes");
  return (
    <dl className={css.fields}>
      {fields.map(diffOf).map(({ field, pieces, before, after }) => (
        <div key={field} className={css.field}>
          <dt>
            <code>{field}</code>
          </dt>
          <dd>
            {pieces ? (
              <ul className={css.pieces}>
                {pieces.map(({ text, sign }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same twice.
                  <li key={index} data-sign={sign}>
                    {sign === "removed" ? <del>{text}</del> : sign === "added" ? <ins>{text}</ins> : text}
                  </li>
                ))}
              </ul>
            ) : (
              <>
                {before !== undefined && <del>{before}</del>}
                {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
                {after !== undefined ? (
                  <ins>{after}</ins>
                ) : (
                  <span className="quiet"> {before !== undefined && t("absent")}</span>
                )}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
