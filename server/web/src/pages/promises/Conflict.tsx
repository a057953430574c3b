import { Button, Group, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { partiesIn, useFieldWords } from "../../parts/fieldWords";
import css from "./Editor.module.css";
import { put } from "./merge";
import type { ConflictOf } from "./useSavePromise";

/** What someone else changed meanwhile, beside one's own: what is to hold is chosen a field at a time. */
export function Conflict<Thing extends object>({
  kind,
  of,
  onChoose,
}: {
  kind: "promise" | "notice";
  of: ConflictOf<Thing>;
  onChoose: (chosen: Thing) => void;
}) {
  const { t } = useTranslation("promises");
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { clashes, taken, merged } = of;
  const apply = (paths: ReadonlySet<string>) =>
    onChoose(
      clashes
        .filter(({ path }) => paths.has(path))
        .reduce((thing, { path, theirs }) => put(thing, path, theirs), merged),
    );
  const parties = [...clashes, ...taken].flatMap(({ path, ...sides }) =>
    Object.values(sides).flatMap((value) => partiesIn(kind, path, value)),
  );
  const { title, said } = useFieldWords(kind, parties);
  const name = (path: string) => title(path) ?? path;
  const say = (path: string, value: unknown) => said(path, value) || t("conflict.empty");
  return (
    <section className={css.conflict} role="alert" tabIndex={-1} aria-label={t("conflict.title")}>
      <h3>{t("conflict.title")}</h3>
      <p>{clashes.length > 0 ? t("conflict.says") : t("conflict.noClash")}</p>
      {clashes.map(({ path, mine, theirs: other }) => (
        <div key={path} className={css.clash}>
          <strong title={path}>{name(path)}</strong>
          <dl>
            <dt>{t("conflict.mine")}</dt>
            <dd>{say(path, mine)}</dd>
            <dt>{t("conflict.theirs")}</dt>
            <dd>{say(path, other)}</dd>
          </dl>
          <SegmentedControl
            size="xs"
            aria-label={name(path)}
            data={[
              { value: "mine", label: t("conflict.mine") },
              { value: "theirs", label: t("conflict.theirs") },
            ]}
            value={theirs.has(path) ? "theirs" : "mine"}
            onChange={(whose) =>
              setTheirs((before) => {
                const next = new Set(before);
                if (whose === "theirs") next.add(path);
                else next.delete(path);
                return next;
              })
            }
          />
        </div>
      ))}
      {taken.length > 0 && (
        <ul>
          {taken.map(({ path, base, theirs: other }) => (
            <li key={path}>
              {t("conflict.alsoTheirs")} <span title={path}>{name(path)}</span>: <del>{say(path, base)}</del>{" "}
              → <ins>{say(path, other)}</ins>
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => apply(theirs)}>
          {t("conflict.apply")}
        </Button>
        {clashes.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => apply(new Set())}>
            {t("conflict.allMine")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onChoose(of.theirs)}>
          {t("conflict.allTheirs")}
        </Button>
      </Group>
    </section>
  );
}
