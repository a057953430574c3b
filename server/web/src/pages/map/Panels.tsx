import { Button, Group, Stack } from "@mantine/core";
import { IconArrowsMaximize, IconEyeOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import type { HopPartsFragment } from "../../gql/graphql";
import { findingPath } from "../../parts/addresses";
import { Facts } from "../../parts/Facts";
import { FindingLines } from "../../parts/FindingLine";
import { Link } from "../../parts/Link";
import { CertaintyChip, DayText, DurationText, TermList, VerdictMark } from "../../parts/marks";
import { Ribbon } from "../../parts/Ribbon";
import { SidePanel } from "../../parts/SidePanel";
import { Answer, Empty, Waiting } from "../../parts/states";
import type { Hop, Sharing } from "./model";
import css from "./Panels.module.css";
import { MapFlowQuery, MapPartyQuery } from "./queries";
import { useSayCoverage } from "./say";
import { type Path, usePaths } from "./useSharing";

interface Common {
  category: string | undefined;
  sharing: Sharing | undefined;
  pointed: string | undefined;
  onPoint: (flow: string | undefined) => void;
  onFlow: (key: string) => void;
  onParty: (key: string) => void;
  onClose: () => void;
}

/** A flow: why it is broken or not, on the path that leads there. */
export function FlowPanel({
  flow,
  onWay,
  ...props
}: Common & { flow: string; onWay: (flows: string[]) => void }) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const { asOf } = useDay();
  const asked = useAsk(MapFlowQuery, { key: flow, asOf: asOf ?? null });
  const found = asked.data?.flow?.key === flow ? asked.data.flow : undefined;
  const { paths } = usePaths(found?.recipient.key, props.category);
  const path = wayOf(paths, flow) ?? (found ? [found] : []);
  const way = path.map(({ key }) => key).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the way is another one.
  useEffect(() => {
    onWay(way ? way.split(" ") : []);
    return () => onWay([]);
  }, [way]);
  const say = useSayCoverage();
  const here = props.sharing?.hops.find(({ key }) => key === flow);
  const beside = (props.sharing?.hops ?? []).filter(
    (hop) => hop.key !== flow && hop.source === here?.source && hop.recipient === here?.recipient,
  );
  return (
    <SidePanel label={t("panel.flow")} page={`/flows/${encodeURIComponent(flow)}`} onClose={props.onClose}>
      <Answer of={asked} waiting={<Waiting />}>
        {({ flow: shown }) =>
          !shown ? (
            <Empty title={common("state.recordNotFound", { key: flow })} />
          ) : (
            <Stack gap="md">
              <header>
                <h2>
                  {shown.source.name} → {shown.recipient.name}
                </h2>
                <Group gap="sm">
                  {shown.verdict ? (
                    <VerdictMark verdict={shown.verdict} />
                  ) : (
                    <span className="quiet">{t("panel.notLive")}</span>
                  )}
                  {here?.certainty && <CertaintyChip certainty={here.certainty} />}
                </Group>
              </header>
              <p className={css.why}>
                {shown.coverage.contracts.map((contract, index) => (
                  <span key={contract.key}>
                    {index > 0 && ", "}
                    <Link to={`/contracts/${contract.key}`}>{contract.title}</Link>
                  </span>
                ))}
                {shown.coverage.contracts.length > 0 && ": "}
                {say({ state: shown.coverage.state, day: shown.coverageOn.day ?? null })}
              </p>
              <section>
                <h3>{t("panel.path")}</h3>
                <Ribbon
                  hops={path.length > 0 ? path : [shown]}
                  broken={shown.verdict ? { flow, verdict: shown.verdict } : undefined}
                  lit={props.pointed}
                  onPoint={props.onPoint}
                />
              </section>
              {shown.findings.nodes.length > 0 && (
                <section>
                  <h3>{t("panel.wrong")}</h3>
                  <FindingLines findings={shown.findings.nodes.slice(0, 3)} />
                  {shown.findings.totalCount > 3 && (
                    <p>
                      <Link to={`/flows/${encodeURIComponent(flow)}`}>
                        {t("panel.allWrong", { count: shown.findings.totalCount })}
                      </Link>
                    </p>
                  )}
                  {shown.findings.nodes[0] && (
                    <Button
                      component={Link}
                      to={findingPath(shown.findings.nodes[0].id)}
                      size="compact-sm"
                      mt="xs"
                      variant="light"
                    >
                      {t("panel.repair")}
                    </Button>
                  )}
                </section>
              )}
              <section>
                <h3>{t("panel.declared")}</h3>
                <Facts
                  of={[
                    [t("table.categories"), <TermList key="c" taxonomy="CATEGORY" keys={shown.categories} />],
                    [t("table.purposes"), <TermList key="p" taxonomy="PURPOSE" keys={shown.purposes} />],
                    [t("table.regions"), <TermList key="r" taxonomy="REGION" keys={shown.regions} />],
                    [t("table.retention"), <DurationText key="d" duration={shown.retention} />],
                    [t("panel.since"), <DayText key="s" day={shown.startedOn} />],
                    shown.endedOn ? [t("panel.until"), <DayText key="e" day={shown.endedOn} away />] : null,
                  ]}
                />
              </section>
              {beside.length > 0 && (
                <section>
                  <h3>{t("panel.beside")}</h3>
                  <Hops hops={beside} onFlow={props.onFlow} />
                </section>
              )}
            </Stack>
          )
        }
      </Answer>
    </SidePanel>
  );
}

/** The path that ends with a flow, else one that has it. */
function wayOf(paths: readonly Path[] | undefined, flow: string): readonly HopPartsFragment[] | undefined {
  const ends = paths?.find(({ hops }) => hops[hops.length - 1]?.key === flow);
  return (ends ?? paths?.find(({ hops }) => hops.some(({ key }) => key === flow)))?.hops;
}

/** A party: how the data gets there, whom it shares it with, and what is wrong about it. */
export function PartyPanel({
  party,
  paths,
  complete,
  fetching,
  onExpand,
  onHide,
  ...props
}: Common & {
  party: string;
  paths: readonly Path[] | undefined;
  complete: boolean;
  fetching: boolean;
  onExpand: (key: string) => void;
  onHide: (key: string) => void;
}) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const { asOf } = useDay();
  const asked = useAsk(MapPartyQuery, { key: party, asOf: asOf ?? null });
  const [all, showAll] = useState(false);
  const place = props.sharing?.places.find(({ key }) => key === party);
  const gives = (props.sharing?.hops ?? []).filter(({ source }) => source === party);
  const gets = (props.sharing?.hops ?? []).filter(({ recipient }) => recipient === party);
  const shownPaths = all ? paths : paths?.slice(0, 3);
  return (
    <SidePanel
      label={t("panel.party")}
      page={`/parties/${encodeURIComponent(party)}`}
      onClose={props.onClose}
    >
      <Answer of={asked} waiting={<Waiting />}>
        {({ party: shown }) =>
          !shown ? (
            <Empty title={common("state.recordNotFound", { key: party })} />
          ) : (
            <Stack gap="md">
              <header>
                <h2>{shown.name}</h2>
                <Group gap="xs" className="quiet">
                  <span>{common(`partyKind.${shown.kind}`)}</span>
                  {shown.country && <TermList taxonomy="REGION" keys={[shown.country]} />}
                  {place?.hops ? <span>{t("tier.hops", { count: place.hops })}</span> : null}
                  {place?.certainty && !place.own && <CertaintyChip certainty={place.certainty} />}
                </Group>
                {shown.description && <p className={css.about}>{shown.description}</p>}
              </header>
              <Group gap="xs">
                {place && place.hidden > 0 && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    leftSection={<IconArrowsMaximize size={14} aria-hidden />}
                    onClick={() => onExpand(party)}
                  >
                    {t("panel.expand", { count: place.hidden })}
                  </Button>
                )}
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconEyeOff size={14} aria-hidden />}
                  onClick={() => onHide(party)}
                >
                  {t("panel.hide")}
                </Button>
              </Group>
              {!shown.own && (
                <section>
                  <h3>{t("panel.paths")}</h3>
                  {!paths && fetching && <Waiting lines={3} />}
                  {paths?.length === 0 && <p className="quiet">{t("panel.nothingArrives")}</p>}
                  <Stack gap="sm">
                    {shownPaths?.map(({ hops }) => (
                      <Ribbon
                        key={hops.map(({ key }) => key).join(" ")}
                        hops={hops}
                        broken={brokenOf(hops, props.sharing)}
                        categories={props.category ? [props.category] : undefined}
                        lit={props.pointed}
                        onPoint={props.onPoint}
                      />
                    ))}
                  </Stack>
                  {paths && paths.length > 3 && !all && (
                    <Button size="compact-sm" variant="subtle" onClick={() => showAll(true)}>
                      {t("panel.morePaths", { count: paths.length - 3 })}
                    </Button>
                  )}
                  {!complete && <p className="quiet">{t("panel.incomplete")}</p>}
                </section>
              )}
              {shown.findings.totalCount > 0 && (
                <section>
                  <h3>{t("panel.wrong")}</h3>
                  <FindingLines findings={shown.findings.nodes} />
                  {shown.findings.totalCount > shown.findings.nodes.length && (
                    <Link to={`/parties/${encodeURIComponent(party)}`}>
                      {common("ribbon.more", {
                        count: shown.findings.totalCount - shown.findings.nodes.length,
                      })}
                    </Link>
                  )}
                </section>
              )}
              {gets.length > 0 && (
                <section>
                  <h3>{t("panel.gets")}</h3>
                  <Hops hops={gets} sharing={props.sharing} side="source" onFlow={props.onFlow} />
                </section>
              )}
              {gives.length > 0 && (
                <section>
                  <h3>{t("panel.gives")}</h3>
                  <Hops hops={gives} sharing={props.sharing} side="recipient" onFlow={props.onFlow} />
                </section>
              )}
            </Stack>
          )
        }
      </Answer>
    </SidePanel>
  );
}

/** The first hop of a path that is broken, or else not proven. */
function brokenOf(hops: readonly HopPartsFragment[], sharing: Sharing | undefined) {
  const verdicts = new Map(sharing?.hops.map(({ key, verdict }) => [key, verdict]));
  for (const verdict of ["BROKEN", "UNPROVEN"] as const) {
    const hop = hops.find(({ key }) => verdicts.get(key) === verdict);
    if (hop) return { flow: hop.key, verdict };
  }
  return undefined;
}

function Hops({
  hops,
  sharing,
  side,
  onFlow,
}: {
  hops: readonly Hop[];
  sharing?: Sharing | undefined;
  side?: "source" | "recipient";
  onFlow: (key: string) => void;
}) {
  const { t } = useTranslation();
  const { t: map } = useTranslation("map");
  const say = useSayCoverage();
  const names = new Map(sharing?.places.map(({ key, name }) => [key, name]));
  return (
    <ul className={css.hops}>
      {hops.map((hop) => (
        <li key={hop.key}>
          <VerdictMark verdict={hop.verdict} />
          <button type="button" className={css.hop} onClick={() => onFlow(hop.key)}>
            {(side && names.get(hop[side])) ?? hop.title}
          </button>
          <span className="quiet">
            {hop.categories.length > 0
              ? hop.categories.map(({ name }) => name).join(", ")
              : map("carries.nothing")}
            {" · "}
            {hop.state === "NOT_NEEDED" ? t("coverage.NOT_NEEDED") : say(hop)}
          </span>
        </li>
      ))}
    </ul>
  );
}
