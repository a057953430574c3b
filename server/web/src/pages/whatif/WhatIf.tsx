import { Alert, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useClient } from "urql";
import { useDay } from "../../data/day";
import { puts } from "../../data/documents";
import { type Fault, faultOf } from "../../data/faults";
import { merged } from "../../data/merge";
import { type Staged, useStaged } from "../../data/staged";
import { useTrial } from "../../data/trial";
import type { StagedPlanFragment } from "../../gql/graphql";
import { Delta } from "../../parts/Delta";
import { Link } from "../../parts/Link";
import { PageHead } from "../../parts/PageHead";
import { Failure } from "../../parts/states";
import { tellWithUndo } from "../../parts/undo";
import { ApplyDialog } from "./ApplyDialog";
import { DocumentForm } from "./DocumentForm";
import { Outcome } from "./Outcome";
import { type Quick, QuickForm } from "./QuickForm";
import { ApplyStaged, TryStaged } from "./queries";
import { StagedItem } from "./StagedItem";
import { useWritten } from "./useWritten";
import css from "./WhatIf.module.css";

const ADDS = ["flow", "contract", "party", "document"] as const;
type Add = (typeof ADDS)[number];

/** Changes that are tried before they are made: what they do together, then apply or discard. */
export default function WhatIf() {
  const { t } = useTranslation("whatif");
  const { t: say } = useTranslation();
  const client = useClient();
  const { asOf } = useDay();
  const { staged, stage, discard, clear, restore, remember } = useStaged();
  const [params, setParams] = useSearchParams();
  const adding = ADDS.find((add) => add === params.get("add"));
  const add = (which: Add | undefined) =>
    setParams((before) => {
      if (which) before.set("add", which);
      else before.delete("add");
      return before;
    });

  const ids = useMemo(() => staged.flatMap(({ document }) => puts(document).map(({ id }) => id)), [staged]);
  const { current, error } = useWritten(ids);
  useEffect(() => {
    if (!current || staged.every(({ base }) => base)) return;
    remember(
      new Map(
        staged.map(({ id, document }) => [
          id,
          Object.fromEntries(
            puts(document).flatMap((put) => {
              const now = current.get(put.id);
              return now === undefined ? [] : [[put.id, now]];
            }),
          ),
        ]),
      ),
    );
  }, [current, staged, remember]);
  const whole = useMemo(
    () => (staged.length > 0 && current ? merged(staged, current) : undefined),
    [staged, current],
  );
  const trial = useTrial(TryStaged, whole?.document);

  const [asking, { open: ask, close }] = useDisclosure(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [applied, setApplied] = useState<StagedPlanFragment>();
  const apply = async () => {
    if (!whole) return;
    setBusy(true);
    const { data, error: failed } = await client
      .mutation(ApplyStaged, { document: whole.document })
      .toPromise();
    setBusy(false);
    if (!data) {
      setFault(failed && faultOf(failed));
      return;
    }
    close();
    clear();
    setApplied(data.apply);
    notifications.show({ message: t("apply.done", { revision: data.apply.revision ?? 0 }) });
  };
  const undoable = (gone: readonly Staged[], at: number) => {
    tellWithUndo(t("discarded", { count: gone.length }), say("action.undo"), () => restore(gone, at), 30_000);
  };
  const discardOne = (change: Staged) => {
    const at = staged.indexOf(change);
    discard(change.id);
    undoable([change], at);
  };
  const discardAll = () => {
    clear();
    undoable(staged, 0);
  };
  const stageHere = (change: Omit<Staged, "id">) => {
    setApplied(undefined);
    stage(change);
  };
  const changesNothing =
    trial.plan && trial.plan.counts.created + trial.plan.counts.updated + trial.plan.counts.deleted === 0;

  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          staged.length > 0 && (
            <>
              <AddMenu onAdd={add} />
              <Button size="xs" variant="default" onClick={discardAll}>
                {t("discardAll")}
              </Button>
              <Button
                size="xs"
                disabled={!trial.plan || trial.asking || trial.fault !== undefined || changesNothing === true}
                onClick={() => {
                  setFault(undefined);
                  ask();
                }}
              >
                {t("apply.action", { count: staged.length })}
              </Button>
            </>
          )
        }
      />
      {asOf && (
        <Alert color="gray" mb="md">
          {t("onlyToday")}
        </Alert>
      )}
      <div className={css.columns} data-alone={staged.length === 0}>
        <div className={css.staged}>
          {staged.length === 0 && applied && <Applied plan={applied} />}
          {adding && <Form of={adding} stage={stageHere} onDone={() => add(undefined)} />}
          {staged.length === 0 && !adding && !applied && <Nothing />}
          {staged.length === 0 && !adding && <Choices onAdd={add} />}
          {staged.length > 0 && (
            <section aria-label={t("staged")}>
              <h2>{t("staged")}</h2>
              <ol className={css.items}>
                {staged.map((change) => (
                  <StagedItem
                    key={change.id}
                    change={change}
                    all={staged}
                    plan={trial.fault ? undefined : trial.plan}
                    clashes={whole?.clashes.filter(({ counts }) => counts === change.id) ?? []}
                    onDiscard={() => discardOne(change)}
                  />
                ))}
              </ol>
            </section>
          )}
        </div>
        {staged.length > 0 &&
          (error && !current ? (
            <Failure error={error} />
          ) : (
            <Outcome trial={trial} staged={staged} document={whole?.document} />
          ))}
      </div>
      {trial.plan && (
        <ApplyDialog
          opened={asking}
          plan={trial.plan}
          fault={fault}
          busy={busy}
          onClose={close}
          onApply={() => void apply()}
        />
      )}
    </>
  );
}

function AddMenu({ onAdd }: { onAdd: (add: Add) => void }) {
  const { t } = useTranslation("whatif");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t("add.title")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ADDS.map((add) => (
          <Menu.Item key={add} onClick={() => onAdd(add)}>
            {t(`add.${add}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Form({
  of,
  ...rest
}: {
  of: Quick | "document";
  stage: (change: Omit<Staged, "id">) => void;
  onDone: () => void;
}) {
  return of === "document" ? <DocumentForm {...rest} /> : <QuickForm key={of} of={of} {...rest} />;
}

function Nothing() {
  const { t } = useTranslation("whatif");
  return (
    <section>
      <h2>{t("empty.title")}</h2>
      <p className="quiet">{t("empty.text")}</p>
      <p className={css.more}>
        <Link to="/findings">{t("empty.findings")}</Link>
      </p>
    </section>
  );
}

/** The changes that can be tried, each with what it does. */
function Choices({ onAdd }: { onAdd: (add: Add) => void }) {
  const { t } = useTranslation("whatif");
  return (
    <ul className={css.choices}>
      {ADDS.map((add) => (
        <li key={add}>
          <button type="button" onClick={() => onAdd(add)}>
            <strong>{t(`add.${add}`)}</strong>
            <span className="quiet">{t(`add.${add}Text`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Applied({ plan }: { plan: StagedPlanFragment }) {
  const { t } = useTranslation("whatif");
  return (
    <section className={css.applied}>
      <h2>{t("applied.title")}</h2>
      <p>
        {plan.summary}
        {". "}
        {plan.revision !== null && (
          <Link to={`/changes/${plan.revision}`}>{t("applied.change", { revision: plan.revision })}</Link>
        )}
      </p>
      <Delta of={plan} />
    </section>
  );
}
