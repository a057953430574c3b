import { useElementSize, useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTermName } from "../../data/terms";
import { PageHead } from "../../parts/PageHead";
import { Split } from "../../parts/SidePanel";
import { Empty, Failure, Waiting } from "../../parts/states";
import { type MapState, seedsOf, useMapState } from "./address";
import { DayStrip } from "./DayStrip";
import css from "./MapPage.module.css";
import { narrow } from "./model";
import { NotKnown } from "./NotKnown";
import { FlowPanel, PartyPanel } from "./Panels";
import { Sankey } from "./Sankey";
import { SharingTable } from "./SharingTable";
import { Start } from "./Start";
import { Actions, Toolbar } from "./Toolbar";
import { useDrawing } from "./useDrawing";
import { usePaths, useSharing } from "./useSharing";

const Picture = lazy(() => import("./Picture").then(({ Picture }) => ({ default: Picture })));

/** Below this a picture is too small to begin with: the table is. */
const WIDE = 620;

/** Who shares what with whom: as a picture, by category, and as a table. */
export default function MapPage() {
  const { t } = useTranslation("map");
  const { state, change } = useMapState();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { category } = state;
  const chosen = category !== undefined || seedsOf(state).length > 0;
  return (
    <div className={css.page} ref={ref}>
      {chosen ? (
        width > 0 && (
          <Chosen state={state} change={change} view={state.view ?? (width < WIDE ? "table" : "map")} />
        )
      ) : (
        <>
          <PageHead title={t("title")} lead={t("lead")} />
          <Start change={change} />
        </>
      )}
    </div>
  );
}

function Chosen({
  state,
  change,
  view,
}: {
  state: MapState;
  change: ReturnType<typeof useMapState>["change"];
  view: "map" | "sankey" | "table";
}) {
  const { t } = useTranslation("map");
  const name = useTermName();
  const { category, party, open, hide, verdicts, group } = state;
  const ways = usePaths(party, category);
  const { sharing: whole, error, unknown, fetching, again } = useSharing(state, ways.paths, view === "table");
  const sharing = useMemo(() => whole && narrow(whole, hide, verdicts), [whole, hide, verdicts]);
  const { drawing, failed } = useDrawing(view === "map" ? sharing : undefined, group);
  const [pointed, setPointed] = useState<string>();
  const [way, setWay] = useState<string[]>([]);
  const lit = useMemo(() => {
    if (way.length > 0) return new Set(way);
    return new Set(ways.paths?.flatMap(({ hops }) => hops.map(({ key }) => key)));
  }, [way, ways.paths]);

  const seeds = seedsOf(state);
  const onParty = useCallback(
    (key: string) =>
      change({
        party: key,
        open: { kind: "party", key },
        // A map that began with a party goes on to show those around that one.
        ...(category ? {} : { around: seeds }),
      }),
    [change, category, seeds],
  );
  const onFlow = useCallback((key: string) => change({ open: { kind: "flow", key } }), [change]);
  const onExpand = useCallback(
    (key: string) => change({ around: [...new Set([...seeds, key])] }),
    [change, seeds],
  );
  const onHide = (key: string) =>
    change({
      hide: [...new Set([...hide, key])],
      open: undefined,
      ...(party === key && { party: undefined }),
    });
  const onClose = () => change({ open: undefined });
  useHotkeys([["Escape", () => view !== "table" && open && onClose()]]);
  const common = { category, sharing: whole, pointed, onPoint: setPointed, onFlow, onParty, onClose };

  const content = () => {
    if (unknown) return <NotKnown of={unknown} state={state} change={change} />;
    if (error && !whole) return <Failure error={error} again={again} />;
    if (!sharing) return <Waiting lines={10} />;
    if (sharing.places.length === 0) {
      return (
        <Empty title={whole?.places.length === 0 ? t("nobody.title") : t("nobody.filtered")}>
          {whole?.places.length === 0 ? t("nobody.text") : undefined}
        </Empty>
      );
    }
    if (view === "table")
      return <SharingTable sharing={sharing} state={state} change={change} onParty={onParty} />;
    if (view === "sankey") {
      return (
        <Sankey
          sharing={sharing}
          flow={open?.kind === "flow" ? open.key : undefined}
          party={party}
          onCategory={(term) => change({ category: term })}
          onParty={onParty}
          onFlow={onFlow}
        />
      );
    }
    if (failed) return <Empty title={t("picture.failed")}>{t("picture.failedText")}</Empty>;
    if (!drawing) return <Waiting lines={10} />;
    return (
      <Suspense fallback={<Waiting lines={10} />}>
        <Picture
          drawing={drawing}
          lit={lit}
          party={party}
          flow={open?.kind === "flow" ? open.key : undefined}
          pointed={pointed}
          onParty={onParty}
          onFlow={onFlow}
          onExpand={onExpand}
          onPoint={setPointed}
        />
      </Suspense>
    );
  };

  return (
    <>
      <PageHead
        title={category ? t("titleOf", { category: name("CATEGORY", category) }) : t("title")}
        actions={
          <Actions
            state={state}
            change={change}
            view={view}
            shown={sharing}
            drawing={view === "map" ? drawing : undefined}
          />
        }
      />
      <Toolbar
        state={state}
        change={change}
        view={view}
        sharing={whole}
        shown={sharing}
        fetching={fetching}
      />
      <div className={css.stage} data-stale={fetching && sharing !== undefined}>
        <Split
          fill
          list={content()}
          panel={
            open?.kind === "flow" ? (
              <FlowPanel key={open.key} flow={open.key} onWay={setWay} {...common} />
            ) : open?.kind === "party" ? (
              <PartyPanel
                key={open.key}
                party={open.key}
                paths={open.key === party ? ways.paths : undefined}
                complete={ways.complete}
                fetching={ways.fetching}
                onExpand={onExpand}
                onHide={onHide}
                {...common}
              />
            ) : undefined
          }
        />
      </div>
      <DayStrip category={category} />
    </>
  );
}
