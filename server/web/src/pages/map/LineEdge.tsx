import { EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import type { Line } from "./layout";
import { DASHES, MARKS, THICKNESS } from "./look";
import css from "./Picture.module.css";

interface Data {
  line: Line;
  lit: boolean;
  dim: boolean;
  named: boolean;
  /** What is printed at it while it is pointed at. */
  says: string | undefined;
}

/** A line of the picture: its dashes and mark say what the contract does, its colour and icon the verdict. */
export function LineEdge({ data }: EdgeProps) {
  const { line, lit, dim, named, says } = data as unknown as Data;
  const { link, points } = line;
  const end = points[points.length - 1];
  const mark = MARKS[link.state];
  const thickness = THICKNESS[link.verdict] + (lit || named ? 0.9 : 0);
  const nothing = link.certainty === null;
  return (
    <g
      className={css.line}
      data-verdict={link.verdict}
      data-dim={dim}
      data-nothing={nothing}
      data-lit={lit || named}
    >
      <path
        className="react-flow__edge-interaction"
        d={line.path}
        fill="none"
        strokeOpacity={0}
        strokeWidth={14}
      />
      <path
        className={css.stroke}
        d={line.path}
        strokeWidth={nothing ? 1 : thickness}
        strokeDasharray={DASHES[link.state]}
        strokeLinecap={link.state === "ENDED" ? "round" : "butt"}
      />
      {end && (
        <path
          className={link.certainty === "CERTAIN" ? css.head : css.hollow}
          d="M0 0L-8 -4.2L-8 4.2Z"
          transform={`translate(${end.x} ${end.y}) rotate(${line.angle})`}
        />
      )}
      {mark && (
        <g transform={`translate(${line.mark.x} ${line.mark.y})`}>
          <circle r="7" className={css.under} />
          <text className={css.mark} textAnchor="middle" dy="4">
            {mark}
          </text>
        </g>
      )}
      {link.verdict !== "KEPT" && <Icon x={line.sign.x} y={line.sign.y} verdict={link.verdict} />}
      {link.verdict === "KEPT" && (lit || named) && <Icon x={line.sign.x} y={line.sign.y} verdict="KEPT" />}
      {line.back && (
        <g transform={`translate(${line.turn.x} ${line.turn.y})`}>
          <circle r="7" className={css.under} />
          <path className={css.cycle} d="M3.4 -1.2A3.6 3.6 0 1 0 3.4 1.4M3.8 -3.8L3.6 -1L0.8 -1.4" />
        </g>
      )}
      {says && (
        <EdgeLabelRenderer>
          <div
            className={css.says}
            style={{
              transform: `translate(-50%, -100%) translate(${line.middle.x}px, ${line.middle.y - 12}px)`,
            }}
          >
            {says}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
}

function Icon({ x, y, verdict }: { x: number; y: number; verdict: Line["link"]["verdict"] }) {
  return (
    <g transform={`translate(${x - 7} ${y - 7}) scale(0.875)`} className={css.icon}>
      <circle cx="8" cy="8" r="9.5" className={css.under} />
      {verdict === "UNPROVEN" ? (
        <circle cx="8" cy="8" r="6.5" className={css.ring} />
      ) : (
        <>
          <circle cx="8" cy="8" r="8" className={css.disc} />
          <path
            className={css.sign}
            d={verdict === "KEPT" ? "M4.5 8.4l2.4 2.4 4.6-5" : "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"}
          />
        </>
      )}
    </g>
  );
}
