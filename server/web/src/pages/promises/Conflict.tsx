import { Button, Group, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./Editor.module.css";
import { put } from "./merge";
import type { ConflictOf } from "./useSavePromise";

/** What someone else changed meanwhile, beside one's own: what is to hold is chosen a field at a time. */
export function Conflict<Thing extends object>({
  of,
  onChoose,
}: {
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
  const say = (value: unknown) => words(value) || t("conflict.empty");
  return (
    <section className={css.conflict} role="alert" aria-label={t("conflict.title")}>
      <h3>{t("conflict.title")}</h3>
      <p>{clashes.length > 0 ? t("conflict.says") : t("conflict.noClash")}</p>
      {clashes.map(({ path, mine, theirs: other }) => (
        <div key={path} className={css.clash}>
          <code>{path}</code>
          <dl>
            <dt>{t("conflict.mine")}</dt>
            <dd>{say(mine)}</dd>
            <dt>{t("conflict.theirs")}</dt>
            <dd>{say(other)}</dd>
          </dl>
          <SegmentedControl
            size="xs"
            aria-label={path}
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
              {t("conflict.alsoTheirs")} <code>{path}</code>: <del>{say(base)}</del> → <ins>{say(other)}</ins>
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

function words(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "object") return Object.values(value).map(words).filter(Boolean).join(", ");
  return value === true ? "✓" : String(value);
}
