import { Handle, type NodeProps, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import type { Place } from "./model";
import css from "./Picture.module.css";

interface Data {
  place: Place;
  current: boolean;
  chosen: boolean;
  dim: boolean;
  onOpen: () => void;
  onFocus: () => void;
  onExpand: () => void;
}

/** A party of the picture: a button that opens it, and one that shows whom else it shares with. */
export function PartyNode({ data }: NodeProps) {
  const { place, current, chosen, dim, onOpen, onFocus, onExpand } = data as unknown as Data;
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const how = place.own
    ? common("partyKind.SELF")
    : place.certainty
      ? common(`certainty.${place.certainty}`)
      : t("tier.none");
  return (
    <div
      className={css.party}
      data-own={place.own}
      data-certainty={place.certainty ?? (place.own ? "CERTAIN" : "NONE")}
      data-chosen={chosen}
      data-dim={dim}
    >
      <Handle type="target" position={Position.Left} className={css.handle as string} />
      <button
        type="button"
        className={`${css.open} nopan`}
        data-party={place.key}
        tabIndex={current ? 0 : -1}
        aria-pressed={chosen}
        title={`${place.name} · ${common(`partyKind.${place.kind}`)} · ${how}`}
        onClick={onOpen}
        onFocus={onFocus}
      >
        <span className={css.name}>{place.name}</span>
        {place.country && <span className={css.country}>{place.country}</span>}
        <span className="visually-hidden">{`, ${common(`partyKind.${place.kind}`)}, ${how}`}</span>
      </button>
      {place.hidden > 0 && (
        <button
          type="button"
          className={`${css.more} nopan`}
          tabIndex={current ? 0 : -1}
          aria-label={t("picture.expand", { count: place.hidden, name: place.name })}
          title={t("picture.expand", { count: place.hidden, name: place.name })}
          onClick={onExpand}
        >
          {t("picture.more", { count: place.hidden })}
        </button>
      )}
      <Handle type="source" position={Position.Right} className={css.handle as string} />
    </div>
  );
}
