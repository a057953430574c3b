/** What other programs subscribe to: the calendar, read as Thunderbird reads it, and the feed of alerts, as a browser does. */
import ICAL from "ical.js";

/** @param {import("./harness.mjs").Harness} harness */
export async function run({ origin, open, check, ask }) {
  const calendar = async () => {
    const answer = await fetch(new URL("/calendar.ics", origin));
    const root = new ICAL.Component(ICAL.parse(await answer.text()));
    const events = root.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    return { root, events };
  };
  const day = () => new Date().toISOString().slice(0, 10);
  /** Both of one day. @returns {Promise<Awaited<ReturnType<typeof calendar>> & { deadlines: { id: string, dueOn: string }[] }>} */
  const ofOneDay = async () => {
    const began = day();
    const read = await calendar();
    const { deadlines } = await ask(`{ deadlines(first: 500) { nodes { id dueOn } } }`);
    return began === day() ? { ...read, deadlines: deadlines.nodes } : ofOneDay();
  };
  const { root, events, deadlines } = await ofOneDay();
  check(
    "the calendar has an event for each deadline",
    deadlines.length > 0 && events.length >= deadlines.length,
  );
  const days = new Map(events.map(({ uid, startDate }) => [uid, startDate.toString()]));
  const astray = deadlines.filter(({ id, dueOn }) => days.get(`${id}@kept`) !== dueOn);
  check("on its day, by its name", astray.length === 0, JSON.stringify(astray));
  check("each name is there once", days.size === events.length);
  check(
    "events are of a whole day",
    events.every(({ startDate, duration }) => startDate.isDate && duration.toSeconds() === 24 * 60 * 60),
  );
  const alarms = events.flatMap(({ component }) => component.getAllSubcomponents("valarm"));
  check(
    "what is to be decided has reminders, which show something",
    alarms.length > 0 &&
      alarms.every(
        (alarm) =>
          alarm.getFirstPropertyValue("action") === "DISPLAY" &&
          alarm.getFirstPropertyValue("description") &&
          alarm.getFirstPropertyValue("trigger") instanceof ICAL.Duration,
      ),
  );
  check(
    "it says what it is",
    root.getFirstPropertyValue("version") === "2.0" && Boolean(root.getFirstPropertyValue("prodid")),
  );
  const again = await calendar();
  check(
    "asked again it has the same names",
    again.events.every(({ uid }) => days.has(uid)),
  );

  const { page, close } = await open({ path: "/alerts" });
  await page.getByRole("row").nth(1).waitFor();
  // Before the feed, which may have more: what is forecast is raised when the service gets to it.
  const { alerts } = await ask(`{ alerts(first: 50) { number } }`);
  const feed = await page.evaluate(async () => {
    const answer = await fetch("/alerts.atom");
    const document = new DOMParser().parseFromString(await answer.text(), "application/xml");
    const ATOM = "http://www.w3.org/2005/Atom";
    /** @param {Element} of @param {string} name */
    const text = (of, name) => of.getElementsByTagNameNS(ATOM, name)[0]?.textContent ?? "";
    const entries = [...document.getElementsByTagNameNS(ATOM, "entry")];
    return {
      type: answer.headers.get("content-type"),
      broken: document.querySelector("parsererror")?.textContent,
      root: document.documentElement.namespaceURI === ATOM && document.documentElement.localName === "feed",
      head: ["id", "title", "updated"].map((name) => text(document.documentElement, name)),
      authors: document.getElementsByTagNameNS(ATOM, "author").length,
      entries: entries.map((entry) => ["id", "title", "updated"].map((name) => text(entry, name))),
    };
  });
  /** @param {string[]} of */
  const whole = ([id, title, updated]) => Boolean(id && title) && !Number.isNaN(Date.parse(updated ?? ""));
  check(
    "the feed is Atom to a browser",
    feed.root && !feed.broken && /^application\/atom\+xml/.test(feed.type ?? ""),
    JSON.stringify(feed).slice(0, 300),
  );
  check(
    "it has what every feed and entry must have",
    whole(feed.head) && feed.authors > 0 && feed.entries.every(whole),
  );
  const ids = new Set(feed.entries.map(([id]) => id));
  check(
    "and an entry for each alert",
    alerts.length > 0 &&
      alerts.every((/** @type {{ number: number }} */ { number }) => ids.has(`urn:kept:alert:${number}`)),
  );
  await close();
}
