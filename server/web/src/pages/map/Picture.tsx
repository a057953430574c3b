import "@xyflow/react/dist/base.css";
import { useReducedMotion } from "@mantine/hooks";
import {
  Background,
  type Edge,
  getViewportForBounds,
  type Node,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BoxNode } from "./BoxNode";
import { LineEdge } from "./LineEdge";
import type { Drawing, Line } from "./layout";
import { PartyNode } from "./PartyNode";
import css from "./Picture.module.css";
import { useSayLink } from "./say";
import { DENSE } from "./stand";
import { nextTrouble, start, type Way, walk } from "./walk";
import { Zoom } from "./Zoom";

const nodeTypes = { party: PartyNode, box: BoxNode };
const edgeTypes = { line: LineEdge };
/** Beside a picture that does not fit, in pixels. */
const MARGIN = 16;
/** How small a whole picture is made by itself: its names can still be read. */
const READABLE = 0.6;
/** How small what was asked for is made: it can be pressed, at 24 pixels. */
const PRESSED = 0.86;
const WAYS: Record<string, Way> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

const keptFirst = (a: Line, b: Line) => Number(a.link.verdict !== "KEPT") - Number(b.link.verdict !== "KEPT");

export interface PictureProps {
  drawing: Drawing;
  /** The flows that light up; all are alike when there are none. */
  lit: ReadonlySet<string>;
  party: string | undefined;
  flow: string | undefined;
  /** The flow that is pointed at elsewhere. */
  pointed: string | undefined;
  onParty: (key: string) => void;
  onFlow: (key: string) => void;
  onExpand: (key: string) => void;
  onPoint: (flow: string | undefined) => void;
}

/** The sharing graph, drawn. Arrow keys move along its lines, Enter opens, + - 0 and f zoom, b goes to what is broken. */
export function Picture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: PictureProps) {
  const { drawing, lit, party, flow, pointed, onParty, onFlow, onExpand, onPoint } = props;
  const { t } = useTranslation("map");
  const view = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  const say = useSayLink(drawing);
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const duration = still ? 0 : 150;
  const [current, setCurrent] = useState<string>();
  const rows = useMemo(() => new Map(drawing.rows.map((row) => [row.place.key, row])), [drawing]);
  const active = (current !== undefined && rows.has(current) ? current : party) ?? start(drawing);

  const litParties = useMemo(() => {
    const keys = new Set<string>(party ? [party] : []);
    for (const { link } of drawing.lines) {
      if (!link.hops.some(({ key }) => lit.has(key))) continue;
      keys.add(link.source);
      keys.add(link.recipient);
    }
    return keys;
  }, [drawing, lit, party]);
  const some = lit.size > 0;

  const nodes = useMemo((): Node[] => {
    const boxes = drawing.boxes.map(
      (box): Node => ({
        id: `box:${box.id}`,
        type: "box",
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: { group: box.group },
        zIndex: 0,
      }),
    );
    const parties = drawing.rows.map((row): Node => {
      const { key } = row.place;
      return {
        id: key,
        type: "party",
        position: { x: row.x, y: row.y },
        width: row.width,
        height: row.height,
        zIndex: 2,
        data: {
          place: row.place,
          current: key === active,
          chosen: key === party,
          dim: some && !litParties.has(key),
          onOpen: () => onParty(key),
          onFocus: () => setCurrent(key),
          onExpand: () => onExpand(key),
        },
      };
    });
    return [...boxes, ...parties];
  }, [drawing, active, party, some, litParties, onParty, onExpand]);

  // What is pointed at changes often: all lines but one or two are the same as before then.
  const lines = useMemo(
    () =>
      // What is the matter with is drawn over what is kept.
      [...drawing.lines].sort(keptFirst).map((line): Edge => {
        const bright = line.link.hops.some(({ key }) => lit.has(key));
        return {
          id: line.link.id,
          source: line.link.source,
          target: line.link.recipient,
          type: "line",
          ariaLabel: say(line),
          zIndex: bright ? 3 : 1,
          data: { line, lit: bright, dim: some && !bright, named: false, says: undefined },
        };
      }),
    [drawing, lit, some, say],
  );
  const edges = useMemo(() => {
    if (pointed === undefined && flow === undefined) return lines;
    return lines.map((edge) => {
      const { line } = edge.data as { line: Line };
      const has = (key: string | undefined) =>
        key !== undefined && line.link.hops.some((hop) => hop.key === key);
      if (!has(pointed) && !has(flow)) return edge;
      const says = has(pointed) ? edge.ariaLabel : undefined;
      return { ...edge, zIndex: 4, data: { ...edge.data, dim: false, named: true, says } };
    });
  }, [lines, pointed, flow]);

  useEffect(() => {
    const moved = frame.current?.querySelector<HTMLElement>(`[data-party="${CSS.escape(active ?? "")}"]`);
    if (frame.current?.contains(document.activeElement) && document.activeElement !== frame.current)
      moved?.focus({ preventScroll: true });
  }, [active]);

  /** Brings a party or a line into view when it is not. */
  const show = (at: { x: number; y: number }) => {
    const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    const { x, y, zoom } = view.getViewport();
    const on = { x: at.x * zoom + x, y: at.y * zoom + y };
    if (on.x < 80 || on.y < 40 || on.x > width - 80 || on.y > height - 40)
      void view.setCenter(at.x, at.y, { zoom, duration });
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) {
      event.preventDefault();
      const to = walk(drawing, active, way);
      const row = to === undefined ? undefined : rows.get(to);
      if (!row) return;
      setCurrent(to);
      show({ x: row.x + row.width / 2, y: row.y + row.height / 2 });
      return;
    }
    const does: Record<string, () => void> = {
      "+": () => void view.zoomIn({ duration }),
      "=": () => void view.zoomIn({ duration }),
      "-": () => void view.zoomOut({ duration }),
      "0": () => void view.zoomTo(1, { duration }),
      f: () => void view.fitView({ duration, padding: 0.06 }),
      b: () => {
        const next = nextTrouble(drawing, flow);
        if (next === undefined) return;
        onFlow(next);
        const line = drawing.lines.find(({ link }) => link.hops.some(({ key }) => key === next));
        if (line) show(line.middle);
      },
    };
    const act = does[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  // Fits when other parties are shown, not when the same ones are lit.
  const identity = drawing.rows.map(({ place }) => place.key).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    const frames = requestAnimationFrame(() => {
      const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
      const all = view.getNodesBounds(view.getNodes());
      const { x, y, zoom } = getViewportForBounds(all, width, height, READABLE, 1.1, 0.06);
      // What has no room when it can be read begins where the data does: with us, at the left.
      void view.setViewport({
        x: all.width * zoom > width ? MARGIN - all.x * zoom : x,
        y: all.height * zoom > height ? MARGIN - all.y * zoom : y,
        zoom,
      });
    });
    return () => cancelAnimationFrame(frames);
  }, [identity, view]);

  // What lights up is brought into view, unless it is there. The panel takes its room first.
  const brought = useRef("");
  useEffect(() => {
    const keys = some ? [...litParties].sort() : [];
    const asked = keys.join(" ");
    if (asked === brought.current) return;
    const waiting = setTimeout(() => {
      brought.current = asked;
      const shown = keys.flatMap((key) => rows.get(key) ?? []);
      const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
      const { x, y, zoom } = view.getViewport();
      const inside = shown.every(
        (row) =>
          row.x * zoom + x >= 0 &&
          row.y * zoom + y >= 0 &&
          (row.x + row.width) * zoom + x <= width &&
          (row.y + row.height) * zoom + y <= height,
      );
      if (inside) return;
      const parties = shown.map(({ place }) => place.key);
      const all = view.getNodesBounds(parties);
      const line = drawing.lines.find(({ link }) => link.hops.some(({ key }) => key === flow));
      const last = party === undefined ? undefined : rows.get(party);
      const at = line?.middle ?? (last && { x: last.x + last.width / 2, y: last.y + last.height / 2 });
      // A path that has no room is seen where it is about what was opened.
      if (at && all.width * PRESSED > width) void view.setCenter(at.x, at.y, { zoom: PRESSED, duration });
      else {
        void view.fitView({
          nodes: parties.map((id) => ({ id })),
          padding: 0.04,
          minZoom: PRESSED,
          maxZoom: 1,
          duration,
        });
      }
    }, 120);
    return () => clearTimeout(waiting);
  }, [some, litParties, rows, drawing, flow, party, view, duration]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons in it.
    <div className={css.frame} ref={frame} data-dense={drawing.lines.length > DENSE} onKeyDown={onKeyDown}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        panActivationKeyCode={null}
        minZoom={0.15}
        maxZoom={2.5}
        zoomOnDoubleClick={false}
        aria-label={t("picture.label")}
        onEdgeClick={(_, edge) => {
          const line = edge.data?.line as Line | undefined;
          if (line?.link.hops[0]) onFlow(line.link.hops[0].key);
        }}
        onEdgeMouseEnter={(_, edge) => onPoint((edge.data?.line as Line | undefined)?.link.hops[0]?.key)}
        onEdgeMouseLeave={() => onPoint(undefined)}
      >
        <Background gap={22} size={1} color="var(--line)" />
        <Panel position="bottom-left">
          <Zoom />
        </Panel>
      </ReactFlow>
    </div>
  );
}
