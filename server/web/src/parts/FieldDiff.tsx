import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { apart, type Changed, diffOf } from "./diff";
import css from "./FieldDiff.module.css";
import { kindOf } from "./fieldLabels";
import { partiesIn, useFieldWords } from "./fieldWords";

/** What a change did to the fields of a record: what went struck out, what came underlined, of lists piece by piece. */
export function FieldDiff({ of, fields }: { of: string; fields: readonly Changed[] }) {
  const { t } = useTranslation("changes");
  const kind = kindOf(of);
  const changes = useMemo(() => apart(fields), [fields]);
  const parties = changes.flatMap(({ field, before, after }) => [
    ...partiesIn(kind, field, before),
    ...partiesIn(kind, field, after),
  ]);
  const { title, said } = useFieldWords(kind, parties);
  return (
    <dl className={css.fields}>
      {changes
        .map((change) => diffOf(change, said))
        .map(({ field, pieces, before, after }) => (
          <div key={field} className={css.field}>
            <dt title={field}>{title(field) ?? <code>{field}</code>}</dt>
            <dd>
              {pieces ? (
                <ul className={css.pieces}>
                  {pieces.map(({ text, written, sign }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same twice.
                    <li key={index} data-sign={sign} title={text === written ? undefined : written}>
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
