import { Button, SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type MapState, seedsOf, VERDICTS, VIEWS, type View } from "./address";
import { GROUPINGS, type Grouping } from "./groups";
import { Legend } from "./Legend";
import type { Drawing } from "./layout";
import css from "./MapPage.module.css";
import type { Sharing } from "./model";
import { CategoryPicker, PartyPicker } from "./Pickers";
import { SaveMap, SaveSankey } from "./Save";

interface Props {
  state: MapState;
  change: (to: Partial<MapState>, options?: { replace?: boolean }) => void;
  view: View;
  sharing: Sharing | undefined;
  /** What is left after hiding and filtering. */
  shown: Sharing | undefined;
  fetching: boolean;
  drawing: Drawing | undefined;
}

/** What is chosen, and what is left out. */
export function Toolbar({ state, change, view, sharing, shown, fetching }: Omit<Props, "drawing">) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const { category, party, group, verdicts, hide } = state;
  const places = sharing?.places ?? [];
  const hidden = (sharing?.total ?? 0) - places.length;
  return (
    <div className={css.tools}>
      <CategoryPicker
        className={css.category}
        value={category}
        onChange={(category) => change({ category, ...(category ? {} : { around: seedsOf(state) }) })}
      />
      <PartyPicker
        className={css.party}
        value={party}
        places={places}
        onChange={(key) =>
          change(
            key
              ? {
                  party: key,
                  open: { kind: "party", key },
                  // Without a category the map is about a party: about this one then.
                  ...(category ? {} : { around: [key] }),
                }
              : { party: undefined, open: undefined, ...(category ? {} : { around: seedsOf(state) }) },
          )
        }
      />
      {view === "map" && (
        <Select
          aria-label={t("tools.group")}
          size="sm"
          className={css.choice as string}
          data={GROUPINGS.map((value) => ({ value, label: t(`group.${value}`) }))}
          value={group}
          allowDeselect={false}
          onChange={(value) => change({ group: (value ?? "operator") as Grouping })}
        />
      )}
      <Select
        aria-label={t("tools.verdict")}
        size="sm"
        className={css.choice as string}
        data={[
          { value: "", label: t("verdicts.all") },
          ...VERDICTS.map((verdict) => ({
            value: verdict as string,
            label: t("verdicts.only", { verdict: common(`verdict.${verdict}`) }),
          })),
          { value: "BROKEN,UNPROVEN", label: t("verdicts.trouble") },
        ]}
        value={verdicts.join(",")}
        allowDeselect={false}
        onChange={(value) =>
          change({ verdicts: VERDICTS.filter((verdict) => (value ?? "").split(",").includes(verdict)) })
        }
      />
      <span className={css.push} />
      <div className={css.count}>
        <span role="status">
          {shown
            ? t("count.shown", { parties: shown.places.length, sharings: shown.hops.length })
            : fetching && common("state.loading")}
        </span>
        {hidden > 0 && <span>{t("count.more", { count: hidden })}</span>}
        {hide.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => change({ hide: [] })}>
            {t("count.hidden", { count: hide.length })}
          </Button>
        )}
        {category && state.around.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => change({ around: [] })}>
            {t("count.expanded", { count: state.around.length })}
          </Button>
        )}
        {view !== "table" && (
          <Button size="compact-xs" variant="subtle" onClick={() => change({ view: "table" })}>
            {t("count.table")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** How the map is looked at, what its lines mean, and files of it. */
export function Actions({
  state,
  change,
  view,
  shown,
  drawing,
}: Pick<Props, "state" | "change" | "view" | "shown" | "drawing">) {
  const { t } = useTranslation("map");
  return (
    <>
      <SegmentedControl
        size="sm"
        aria-label={t("tools.view")}
        data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        value={view}
        onChange={(value) => change({ view: value as View })}
      />
      {view === "map" && <Legend />}
      {shown && drawing && <SaveMap state={state} sharing={shown} drawing={drawing} />}
      {shown && view === "sankey" && <SaveSankey state={state} sharing={shown} />}
    </>
  );
}
