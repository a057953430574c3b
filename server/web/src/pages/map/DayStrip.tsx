import { ActionIcon, Switch, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBetween, plusDays, today, useDay } from "../../data/day";
import { useAsk } from "../../data/live";
import { useDayWords } from "../../parts/marks";
import css from "./DayStrip.module.css";
import { MapDaysQuery, MapForecastQuery } from "./queries";
import { type DayEvent, dayAt, eventDay, eventsOf, LANES, placeOf, rangeOf, scaleOf, ticksOf } from "./strip";

const changeOf = (on: string, ends: boolean): DayEvent => ({ on, lane: "finding", ends, key: on, title: "" });

/** How long keys are waited for before the day of the page follows. */
const SETTLE = 220;

/** The days of the register: what begins and ends, and to the right of today what will change. Drag or use the keys. */
export function DayStrip({ category }: { category: string | undefined }) {
  const { t } = useTranslation("map");
  const { day, setDay } = useDay();
  const now = today();
  const say = useDayWords();
  const asked = useAsk(MapDaysQuery, { category: category ?? null });
  const ahead = useAsk(MapForecastQuery, { until: plusDays(now, 365) });
  const [whole, setWhole] = useState(false);
  const [held, setHeld] = useState<string>();
  const track = useRef<HTMLDivElement>(null);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(settle.current), []);
  // What was dragged to is shown until the page follows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: let go when the day of the page changes.
  useEffect(() => setHeld(undefined), [day]);

  // Nothing of an answer that complains is drawn, not even what there was before.
  const data = asked.error ? undefined : asked.data;
  const forecast = ahead.error ? undefined : ahead.data?.forecast;
  const events = useMemo(() => {
    if (!data) return [];
    const notices = data.notices.nodes.map(({ effectiveOn, lastDay, ...notice }) => ({
      ...notice,
      from: effectiveOn,
      last: lastDay,
    }));
    const contracts = data.contracts.nodes.map(({ effectiveOn, lastDay, ...contract }) => ({
      ...contract,
      from: effectiveOn,
      last: lastDay,
    }));
    const flows = data.flows.nodes.map(({ startedOn, endedOn, ...flow }) => ({
      ...flow,
      from: startedOn,
      last: endedOn,
    }));
    return [...eventsOf("contract", contracts), ...eventsOf("flow", flows), ...eventsOf("notice", notices)];
  }, [data]);
  const steps = useMemo(
    () => (forecast ?? []).filter(({ counts }) => counts.findingsAppeared + counts.findingsDisappeared > 0),
    [forecast],
  );
  const range = useMemo(() => rangeOf(events, now, day, whole), [events, now, day, whole]);
  const ticks = useMemo(() => {
    const changes = steps.flatMap(({ on, counts }): DayEvent[] => [
      ...Array.from({ length: counts.findingsAppeared }, () => changeOf(on, false)),
      ...Array.from({ length: counts.findingsDisappeared }, () => changeOf(on, true)),
    ]);
    return ticksOf([...events, ...changes], range, 260);
  }, [events, steps, range]);
  const at = held ?? day;
  const percent = (place: number) => `${Math.min(1, Math.max(0, place)) * 100}%`;
  const cut =
    data &&
    (data.flows.totalCount > data.flows.nodes.length ||
      data.contracts.totalCount > data.contracts.nodes.length);

  const happens = (on: string): string => {
    const said = events
      .filter((event) => event.on === on)
      .map(({ lane, ends, title }) =>
        t(`strip.${lane === "finding" ? "flow" : lane}.${ends ? "ends" : "starts"}`, { title }),
      );
    const step = steps.find((step) => step.on === on);
    if (step) {
      said.push(
        ...(step.counts.findingsAppeared > 0
          ? [t("strip.appear", { count: step.counts.findingsAppeared })]
          : []),
        ...(step.counts.findingsDisappeared > 0
          ? [t("strip.disappear", { count: step.counts.findingsDisappeared })]
          : []),
      );
    }
    const more = said.length - 3;
    return said.slice(0, 3).join(" · ") + (more > 0 ? ` ${t("strip.more", { count: more })}` : "");
  };

  const choose = (to: string) => {
    clearTimeout(settle.current);
    setHeld(to);
    setDay(to);
    if (to === day) setHeld(undefined);
  };
  const move = (to: string) => {
    const inside = to < range.from ? range.from : to > range.until ? range.until : to;
    clearTimeout(settle.current);
    setHeld(inside);
    settle.current = setTimeout(() => choose(inside), SETTLE);
  };
  const days = useMemo(() => [...events.map(({ on }) => on), ...steps.map(({ on }) => on)], [events, steps]);
  const jump = (way: 1 | -1) => {
    const to = eventDay(days, at, way);
    if (to) choose(to);
  };
  const dayOf = (event: React.PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? dayAt((event.clientX - box.left) / box.width, range) : at;
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => move(plusDays(at, -1)),
    ArrowDown: () => move(plusDays(at, -1)),
    ArrowRight: () => move(plusDays(at, 1)),
    ArrowUp: () => move(plusDays(at, 1)),
    PageDown: () => jump(-1),
    PageUp: () => jump(1),
    Home: () => move(range.from),
    End: () => move(range.until),
  };
  const words = happens(at);
  return (
    <section className={css.strip} aria-label={t("strip.label")}>
      <div className={css.bar}>
        <Tooltip label={t("strip.before")}>
          <ActionIcon variant="subtle" color="gray" aria-label={t("strip.before")} onClick={() => jump(-1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("strip.after")}>
          <ActionIcon variant="subtle" color="gray" aria-label={t("strip.after")} onClick={() => jump(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </Tooltip>
        <strong className="number">{say.day(at)}</strong>
        <span className={css.words}>{words || (at === now ? t("strip.today") : t("strip.nothing"))}</span>
        {cut && <span className={css.words}>{t("strip.cut")}</span>}
        <div className={css.key} aria-hidden="true">
          {LANES.map((lane) => (
            <span key={lane} data-lane={lane}>
              <i className={css.swatch} data-lane={lane} /> {t(`strip.lane.${lane}`)}
            </span>
          ))}
          <span>
            <i className={css.swatch} data-hatch /> {t("strip.forecast")}
          </span>
        </div>
        <Switch
          className={css.whole as string}
          size="xs"
          label={t("strip.whole")}
          checked={whole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
      </div>
      <div
        className={css.track}
        ref={track}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setHeld(dayOf(event));
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) setHeld(dayOf(event));
        }}
        onPointerUp={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) choose(dayOf(event));
        }}
        onPointerCancel={() => setHeld(undefined)}
      >
        <div className={css.future} style={{ left: percent(placeOf(now, range)) }} aria-hidden="true" />
        {scaleOf(range).map(({ day, place, year }) => (
          <span
            key={day}
            className={css.scale}
            data-year={year}
            style={{ left: percent(place) }}
            aria-hidden="true"
          >
            {year && day.slice(0, 4)}
          </span>
        ))}
        {LANES.map((lane) => (
          <div key={lane} className={css.lane} data-lane={lane} aria-hidden="true">
            {ticks
              .filter((tick) => tick.lane === lane)
              .map((tick) => (
                <i
                  key={`${tick.place}${tick.ends}`}
                  className={css.tick}
                  data-ends={tick.ends}
                  style={{ left: percent(tick.place), height: `${Math.min(100, 55 + 15 * tick.count)}%` }}
                />
              ))}
          </div>
        ))}
        <span className={css.today} style={{ left: percent(placeOf(now, range)) }} aria-hidden="true" />
        <div
          className={css.thumb}
          style={{ left: percent(placeOf(at, range)) }}
          role="slider"
          tabIndex={0}
          aria-label={t("strip.slider")}
          aria-valuemin={0}
          aria-valuemax={daysBetween(range.from, range.until)}
          aria-valuenow={daysBetween(range.from, at)}
          aria-valuetext={words ? `${say.day(at)}: ${words}` : say.day(at)}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            act();
          }}
        />
      </div>
    </section>
  );
}
