import type { NodeProps } from "@xyflow/react";
import type { Group } from "./groups";
import { framed } from "./layout";
import css from "./Picture.module.css";
import { useSayGroup } from "./say";

/** The box around parties of one operator, tier or country. */
export function BoxNode({ data }: NodeProps) {
  const group = data.group as Group;
  const say = useSayGroup();
  if (!framed(group)) return null;
  return (
    <div className={css.box} data-own={group.own}>
      {group.title && <span className={css.title}>{say(group)}</span>}
    </div>
  );
}
