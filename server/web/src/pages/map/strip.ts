import { daysBetween, plusDays } from "../../data/day";

export const LANES = ["contract", "flow", "notice", "finding"] as const;
export type Lane = (typeof LANES)[number];

/** Something that begins, or has its last day, on a day; of findings to come, that one appears or disappears. */
export interface DayEvent {
  on: string;
  lane: Lane;
  ends: boolean;
  key: string;
  title: string;
}

interface Period {
  key: string;
  title: string;
  from: string;
  last: string | null | undefined;
}

export function eventsOf(lane: Lane, periods: readonly Period[]): DayEvent[] {
  return periods.flatMap(({ key, title, from, last }) => {
    const event = (on: string, ends: boolean): DayEvent => ({ on, lane, ends, key, title });
    return last ? [event(from, false), event(last, true)] : [event(from, false)];
  });
}

export interface Range {
  from: string;
  until: string;
}

/** Three years back, or as far as anything is known, and a year ahead; always with the day that is looked at. */
export function rangeOf(events: readonly DayEvent[], today: string, day: string, whole: boolean): Range {
  const first = events.reduce((first, { on }) => (on < first ? on : first), today);
  const back = plusDays(today, -3 * 365);
  const from = whole || first > back ? plusDays(first, -15) : back;
  const ahead = plusDays(today, 365);
  return {
    from: day < from ? plusDays(day, -30) : from,
    until: day > ahead ? plusDays(day, 30) : ahead,
  };
}

/** Where a day stands on the strip: 0 at its start, 1 at its end. */
export function placeOf(day: string, { from, until }: Range): number {
  return daysBetween(from, day) / daysBetween(from, until);
}

export function dayAt(place: number, { from, until }: Range): string {
  return plusDays(from, Math.round(Math.min(1, Math.max(0, place)) * daysBetween(from, until)));
}

export interface Tick {
  lane: Lane;
  place: number;
  ends: boolean;
  count: number;
}

/** What is drawn: events of a lane that would stand on one another are one tick, the higher the more there are. */
export function ticksOf(events: readonly DayEvent[], range: Range, slots: number): Tick[] {
  const ticks = new Map<string, Tick>();
  for (const { on, lane, ends } of events) {
    const place = placeOf(on, range);
    if (place < 0 || place > 1) continue;
    const slot = Math.round(place * slots);
    const id = `${lane}:${ends}:${slot}`;
    const tick = ticks.get(id);
    if (tick) tick.count += 1;
    else ticks.set(id, { lane, place: slot / slots, ends, count: 1 });
  }
  return [...ticks.values()];
}

/** The next day, in a direction, on which anything happens. */
export function eventDay(days: readonly string[], from: string, way: 1 | -1): string | undefined {
  const beyond = days.filter((day) => (way === 1 ? day > from : day < from)).sort();
  return way === 1 ? beyond[0] : beyond[beyond.length - 1];
}

/** The first days of years, or of quarters when the strip is short, for its scale. */
export function scaleOf({ from, until }: Range): { day: string; place: number; year: boolean }[] {
  const marks = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    for (const month of ["01", "04", "07", "10"]) {
      const day = `${year}-${month}-01`;
      const place = placeOf(day, { from, until });
      if (place >= 0 && place <= 1) marks.push({ day, place, year: month === "01" });
    }
  }
  return marks;
}
