import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTermName } from "../../data/terms";
import { useDayWords } from "../../parts/marks";
import type { Folded, Knot, Strand } from "./folds";
import type { Group } from "./groups";
import type { Drawing, Line } from "./layout";
import type { Hop } from "./model";

/** What a box says. */
export function useSayGroup(): (group: Group) => string {
  const { t } = useTranslation("map");
  const name = useTermName();
  return ({ title }) => {
    if (!title) return "";
    if ("operator" in title) return title.operator;
    if ("country" in title) return title.country ? name("REGION", title.country) : t("country.none");
    if (title.tier === null) return t("tier.none");
    return title.tier === 0 ? t("tier.own") : t("tier.hops", { count: title.tier });
  };
}

/** How a contract covers a flow, with the day it ended or will start. */
export function useSayCoverage(): (hop: Pick<Hop, "state" | "day">) => string {
  const { t } = useTranslation();
  const { t: map } = useTranslation("map");
  const say = useDayWords();
  return ({ state, day }) => {
    if (state === "ENDED" && day) return map("coverage.ended", { day: say.day(day) });
    if (state === "AWAITED" && day) return map("coverage.awaited", { day: say.day(day) });
    return t(`coverage.${state}`);
  };
}

/** A line of the picture in words. */
export function useSayLink(drawing: Drawing): (line: Line) => string {
  const { t, i18n } = useTranslation();
  const { t: map } = useTranslation("map");
  const names = useMemo(() => new Map(drawing.rows.map(({ place }) => [place.key, place.name])), [drawing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language.
  return useCallback(
    ({ link, back }: Line) => {
      const what = [...new Set(link.hops.flatMap(({ categories }) => categories.map(({ name }) => name)))];
      return [
        `${names.get(link.source)} → ${names.get(link.recipient)}`,
        link.certainty === null
          ? map("carries.nothing")
          : what.slice(0, 2).join(", ") +
            (what.length > 2 ? ` ${t("ribbon.more", { count: what.length - 2 })}` : ""),
        t(`coverage.${link.state}`),
        t(`verdict.${link.verdict}`),
        back && map("legend.back"),
        link.hops.length > 1 && map("picture.flows", { count: link.hops.length }),
      ]
        .filter(Boolean)
        .join(" · ");
    },
    [names, i18n.language],
  );
}

/** The Sankey in words: what stands at its bars and bands, and below it. */
export function useSaySankey({ knots, returned, backward }: Folded) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const name = useTermName();
  const knot = (of: Knot): string => {
    if (of.kind !== "region") return of.name;
    return of.region === null ? t("sankey.noRegion") : name("REGION", of.region);
  };
  const names = new Map(knots.map((of) => [of.id, knot(of)]));
  return {
    knot,
    strand: ({ source, target, state, verdict, hops }: Strand) =>
      [
        `${names.get(source)} → ${names.get(target)}`,
        common(`coverage.${state}`),
        common(`verdict.${verdict}`),
        t("picture.flows", { count: hops.length }),
      ].join(" · "),
    notes: [
      t("sankey.note"),
      returned.length > 0 && t("sankey.returned", { count: returned.length }),
      backward.length > 0 && t("sankey.backward", { count: backward.length }),
    ].filter((note) => note !== false),
  };
}
