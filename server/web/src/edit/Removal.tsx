import { Button, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { type CombinedError, useClient } from "urql";
import { today } from "../data/day";
import { useAsk } from "../data/live";
import { TryDelta, useTrial } from "../data/trial";
import { graphql } from "../gql";
import { recordPath } from "../parts/addresses";
import { useTo } from "../parts/Link";
import { Failure } from "../parts/states";
import { recordOf, withoutDocument } from "./document";
import css from "./EditForm.module.css";
import { Impact } from "./Impact";
import { type Held, remove, restore } from "./records";
import { tell } from "./told";

const NamedBy = graphql(`
  query NamedBy($id: ID!) {
    node(id: $id) {
      ... on Party {
        contracts(first: 1) { totalCount }
        incomingFlows(first: 1) { totalCount }
        outgoingFlows(first: 1) { totalCount }
        operates(first: 1) { totalCount }
      }
      ... on Contract { flows(first: 1) { totalCount } }
    }
  }
`);

const LISTS = { party: "/parties", contract: "/contracts", flow: "/flows" } as const;

/** Asks before a record is removed: what would change, what stands in the way, what to do instead. */
export function Removal({
  id,
  held,
  onKeep,
  onRemoved,
}: {
  id: string;
  held: Held;
  onKeep: () => void;
  onRemoved: () => void;
}) {
  const { t } = useTranslation("register");
  const client = useClient();
  const go = useNavigate();
  const keep = useTo();
  const { pathname } = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const document = useMemo(() => withoutDocument(held.kind, recordOf(held.values), today()), [held]);
  const trial = useTrial(TryDelta, document);
  const { data } = useAsk(NamedBy, { id });
  const node = data?.node;
  const counts = {
    contracts: node && "contracts" in node ? node.contracts.totalCount : 0,
    incoming: node && "incomingFlows" in node ? node.incomingFlows.totalCount : 0,
    outgoing: node && "outgoingFlows" in node ? node.outgoingFlows.totalCount : 0,
    operated: node && "operates" in node ? node.operates.totalCount : 0,
    flows: node && "flows" in node ? node.flows.totalCount : 0,
  };
  const used = (Object.keys(counts) as (keyof typeof counts)[]).filter((kind) => counts[kind] > 0);
  const instead = {
    party: "edit.removeParty",
    contract: "edit.removeContract",
    flow: "edit.removeFlow",
  } as const;
  const sure = async () => {
    setBusy(true);
    const failed = await remove(client, held);
    setBusy(false);
    if (failed) {
      setError(failed);
      return;
    }
    tell(t("edit.removed", { name: held.title }), {
      label: t("action.undo", { ns: "common" }),
      done: t("edit.undone"),
      does: () => restore(client, held),
    });
    onRemoved();
    if (pathname === recordPath(id)) void go(keep(LISTS[held.kind]));
  };
  return (
    <Stack gap="md" maw="42rem">
      <h2>{t("edit.removeTitle", { name: held.title })}</h2>
      <p>{t("edit.removeHint")}</p>
      <p>{t(instead[held.kind])}</p>
      {used.length > 0 ? (
        <div>
          <p>{t("edit.removeUsed")}</p>
          <ul>
            {used.map((kind) => (
              <li key={kind}>{t(`edit.${kind}`, { count: counts[kind] })}</li>
            ))}
          </ul>
        </div>
      ) : document ? (
        <Impact of={trial} faults={0} removing open />
      ) : (
        <p className="quiet">{t("edit.removeNothing")}</p>
      )}
      {error && <Failure error={error} saving />}
      <div className={css.buttons}>
        <Button color="red" loading={busy} disabled={used.length > 0} onClick={() => void sure()}>
          {t("edit.removeSure")}
        </Button>
        <Button variant="default" autoFocus onClick={onKeep}>
          {t("action.cancel", { ns: "common" })}
        </Button>
      </div>
    </Stack>
  );
}
