import { Button, Group, NativeSelect } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ClauseKind, Presence } from "../gql/graphql";
import { ClauseDetails } from "./ClauseDetails";
import css from "./Clauses.module.css";
import { type Asking, askedFor } from "./clauses";
import { GroupFault, heldBy, type Place, put } from "./fields";
import { type ClauseValues, emptyClause } from "./values";

const PRESENCES: readonly Presence[] = ["PRESENT", "ABSENT", "UNKNOWN", "NOT_APPLICABLE"];

/**
 * The clauses of a contract as a checklist: those the law asks for first, whether recorded or not, then the others that are
 * recorded. What nobody looked for is not recorded.
 */
export function Clauses({ place }: { place: Place }) {
  const { t } = useTranslation("register");
  const names = t("clause", { returnObjects: true }) as Record<ClauseKind, { name: string; law: string }>;
  const clauses = heldBy<ClauseValues[]>(place, "clauses");
  const parties = heldBy<Asking["parties"]>(place, "parties");
  const asked = askedFor([{ kind: heldBy<string>(place, "kind"), parties }]).flatMap(({ kinds }) => kinds);
  const recorded = clauses.map(({ kind }) => kind).filter((kind) => !asked.includes(kind));
  const shown = [...asked, ...recorded];
  const set = (kind: ClauseKind, presence: Presence) => {
    const at = clauses.findIndex((clause) => clause.kind === kind);
    const before = clauses[at];
    put(
      place,
      "clauses",
      before ? clauses.with(at, { ...before, presence }) : [...clauses, emptyClause(kind, presence)],
    );
  };
  const forget = (kind: ClauseKind) =>
    put(
      place,
      "clauses",
      clauses.filter((clause) => clause.kind !== kind),
    );
  const unseen = asked.filter((kind) => !clauses.some((clause) => clause.kind === kind));
  const others = (Object.keys(names) as ClauseKind[]).filter((kind) => !shown.includes(kind));
  const present = asked.length - unseen.length;
  return (
    <fieldset className={css.group}>
      <legend>{t("clauses.title")}</legend>
      <GroupFault place={place} name="clauses" />
      {asked.length > 0 && (
        <Group justify="space-between" gap="xs">
          <p className="quiet" role="status">
            {t("clauses.seen", { count: present, total: asked.length })}
          </p>
          {unseen.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconChecks size={14} aria-hidden />}
              onClick={() =>
                put(place, "clauses", [...clauses, ...unseen.map((kind) => emptyClause(kind, "PRESENT"))])
              }
            >
              {t("clauses.allPresent")}
            </Button>
          )}
        </Group>
      )}
      <ul className={css.list}>
        {shown.map((kind) => {
          const at = clauses.findIndex((clause) => clause.kind === kind);
          const clause = clauses[at];
          return (
            <li key={kind} className={css.clause}>
              <Choice
                name={names[kind]?.name ?? kind}
                law={names[kind]?.law ?? ""}
                value={clause?.presence}
                onChange={(presence) => set(kind, presence)}
                onForget={() => forget(kind)}
              />
              {clause && (clause.presence === "PRESENT" || clause.locator !== "") && (
                <ClauseDetails
                  place={{ form: place.form, at: `${place.at}clauses.${at}.` }}
                  kind={kind}
                  name={names[kind]?.name ?? kind}
                />
              )}
            </li>
          );
        })}
      </ul>
      <NativeSelect
        className={css.another as string}
        aria-label={t("clauses.another")}
        value=""
        data={[
          { value: "", label: t("clauses.another") },
          ...others.map((kind) => ({ value: kind, label: names[kind].name })),
        ]}
        onChange={(event) => {
          const kind = event.currentTarget.value as ClauseKind | "";
          if (kind) set(kind, "PRESENT");
        }}
      />
    </fieldset>
  );
}

function Choice({
  name,
  law,
  value,
  onChange,
  onForget,
}: {
  name: string;
  law: string;
  value: Presence | undefined;
  onChange: (presence: Presence) => void;
  onForget: () => void;
}) {
  const { t } = useTranslation("register");
  const id = useId();
  return (
    <>
      <span className={css.name} id={id}>
        {name} <span className="quiet">{law}</span>
      </span>
      <div className={css.choice} role="radiogroup" aria-labelledby={id}>
        {PRESENCES.map((presence) => (
          <label key={presence} data-presence={presence} title={t(`clauses.long.${presence}`)}>
            <input
              type="radio"
              name={id}
              checked={value === presence}
              onChange={() => onChange(presence)}
              // A second press takes it back.
              onClick={() => value === presence && onForget()}
              onKeyDown={(event) => {
                if (event.key !== "Backspace" && event.key !== "Delete") return;
                event.preventDefault();
                onForget();
              }}
            />
            <span>{t(`clauses.${presence}`)}</span>
          </label>
        ))}
      </div>
    </>
  );
}
