import { Button } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { staysBelow } from "../parts/below";
import { partiesIn, useFieldWords } from "../parts/fieldWords";
import css from "./Conflict.module.css";
import { type Choice, decided, differences, merged } from "./merge";
import { useFieldName } from "./names";
import type { Held } from "./records";

const CHOICES: readonly Choice[] = ["base", "theirs", "mine"];

/**
 * Someone else changed the record: for each field that both changed, what it was, what they made of it and yours, to choose from.
 * What only one of the two changed is kept, and can be read.
 */
export function Conflict({
  base,
  theirs,
  mine,
  onTake,
  onBack,
}: {
  base: object;
  theirs: Held;
  mine: object;
  onTake: (merged: object) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation("register");
  const { t: common } = useTranslation();
  const { kind } = theirs;
  const nameOf = useFieldName(kind);
  const found = useMemo(() => differences(base, theirs.values, mine), [base, theirs, mine]);
  const parties = found.flatMap(({ field, ...sides }) =>
    CHOICES.flatMap((side) => partiesIn(kind, field, sides[side])),
  );
  const words = useFieldWords(kind, parties);
  const said = (field: string, value: unknown) => words.said(field, value) || common("notRecorded");
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const both = found.filter(({ by }) => by === "both");
  const one = found.filter(({ by }) => by !== "both");
  const left = both.filter(({ field }) => choices[field] === undefined).length;
  return (
    <div className={css.conflict}>
      <h2 ref={title} tabIndex={-1}>
        {t("conflict.title")}
      </h2>
      <p>{t("conflict.hint")}</p>
      {both.map((difference) => (
        <fieldset key={difference.field} className={css.field}>
          <legend>{nameOf(difference.field)}</legend>
          <div className={css.three}>
            {CHOICES.map((choice) => (
              <label key={choice} className={css.choice}>
                <input
                  type="radio"
                  name={`choice-${difference.field}`}
                  checked={choices[difference.field] === choice}
                  onChange={() => setChoices((before) => ({ ...before, [difference.field]: choice }))}
                />
                <span>
                  <span className={css.whose}>{t(`conflict.${choice}`)}</span>
                  <span className={css.value}>{said(difference.field, difference[choice])}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {one.length > 0 && (
        <section>
          <h3>{t("conflict.onlyOne")}</h3>
          <dl className={css.one}>
            {one.map((difference) => (
              <div key={difference.field}>
                <dt>
                  {nameOf(difference.field)}{" "}
                  <span className="quiet">
                    ({t(difference.by === "theirs" ? "conflict.byThem" : "conflict.byYou")})
                  </span>
                </dt>
                <dd>
                  <del>{said(difference.field, difference.base)}</del> →{" "}
                  {said(difference.field, difference.by === "theirs" ? difference.theirs : difference.mine)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <div ref={staysBelow} className={css.bar}>
        <p role="status">{left > 0 ? t("conflict.left", { count: left }) : t("conflict.none")}</p>
        <Button
          disabled={!decided(found, choices)}
          onClick={() => onTake(merged(theirs.values, found, choices))}
        >
          {t("action.save", { ns: "common" })}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t("action.back", { ns: "common" })}
        </Button>
      </div>
    </div>
  );
}
