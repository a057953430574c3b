import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDay } from "../../data/day";
import { useTermName } from "../../data/terms";
import { useDayWords } from "../../parts/marks";
import { type MapState, seedsOf } from "./address";
import { drawSvg } from "./draw";
import { drawSankey } from "./drawSankey";
import { paletteOf, savePng, saveSvg } from "./files";
import { fold } from "./folds";
import type { Drawing } from "./layout";
import type { Sharing } from "./model";
import { useSayGroup, useSayLink, useSaySankey } from "./say";

const LEGEND = ["IN_FORCE", "MISSING", "ENDED", "AWAITED", "OUTSIDE", "UNPROVEN"] as const;

interface Saved {
  state: MapState;
  /** What is shown. */
  sharing: Sharing;
}

/** Files of the map. */
export function SaveMap({ state, sharing, drawing }: Saved & { drawing: Drawing }) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const title = useTitle(state, sharing);
  const box = useSayGroup();
  const line = useSayLink(drawing);
  const draw = () =>
    drawSvg(drawing, paletteOf(document), {
      title,
      legend: [
        LEGEND.map((state) => `${t(`legend.line.${state}`)}: ${common(`coverage.${state}`)}`).join(" · "),
        t("file.legend"),
      ],
      box: ({ group }) => box(group),
      line,
    });
  return <Save name="map" state={state} draw={draw} />;
}

/** Files of the Sankey. */
export function SaveSankey({ state, sharing }: Saved) {
  const { t } = useTranslation("map");
  const title = useTitle(state, sharing);
  const folded = useMemo(() => fold(sharing), [sharing]);
  const { knot, strand, notes } = useSaySankey(folded);
  const draw = () =>
    drawSankey(folded, paletteOf(document), {
      title,
      legend: [t("file.sankeyLegend"), ...notes],
      heads: [t("sankey.what"), t("sankey.who"), t("sankey.where")],
      knot,
      strand,
    });
  return folded.strands.length > 0 && <Save name="sankey" state={state} draw={draw} />;
}

/** What a file is of, and of which day. */
function useTitle(state: MapState, { places }: Sharing): string {
  const { t } = useTranslation("map");
  const { day } = useDay();
  const say = useDayWords();
  const name = useTermName();
  const on = { day: say.day(day) };
  if (state.category) return t("file.title", { what: name("CATEGORY", state.category), ...on });
  const names = seedsOf(state).map((seed) => places.find(({ key }) => key === seed)?.name ?? seed);
  return t("file.around", { parties: names.join(", "), ...on });
}

function Save({
  name,
  state: { category, party },
  draw,
}: {
  name: string;
  state: MapState;
  draw: () => { svg: string; width: number; height: number };
}) {
  const { t } = useTranslation("map");
  const { day } = useDay();
  const file = [name, category ?? party, day].filter(Boolean).join("-");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
          {t("file.save")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveSvg(file, draw().svg)}>{t("file.svg")}</Menu.Item>
        <Menu.Item
          onClick={() =>
            void savePng(file, draw()).catch(() =>
              notifications.show({ color: "red", message: t("file.failed") }),
            )
          }
        >
          {t("file.png")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
