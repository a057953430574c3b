import { createInstance, type TFunction } from "i18next";
import { expect, test } from "vitest";
import de from "../../i18n/de";
import en from "../../i18n/en";
import type { Channel } from "./queries";
import {
  aboutWords,
  addressWords,
  afterWords,
  quietWords,
  type Say,
  scheduleWords,
  whenWords,
} from "./words";

async function say(language: "en" | "de"): Promise<Say> {
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    defaultNS: "channels",
    resources: { en, de },
    interpolation: { escapeValue: false },
  });
  return {
    t: i18n.t as unknown as TFunction<"channels">,
    language: language === "en" ? "en-GB" : "de",
    severity: (severity) => (language === "en" ? en : de).common.severity[severity],
    rule: (rule) => rule,
    duration: (duration) => (duration === "P2D" ? "2 days" : duration),
  };
}

const about = (part: Partial<NonNullable<Channel["about"]>>): Channel["about"] => ({
  kinds: null,
  rules: null,
  minSeverity: null,
  owners: null,
  tags: null,
  ...part,
});

test("what a channel sends is a line of words", async () => {
  const words = await say("en");
  expect(aboutWords(null, words)).toBe("everything");
  expect(aboutWords(about({ minSeverity: "MEDIUM" }), words)).toBe("alerts, medium or graver");
  expect(aboutWords(about({ minSeverity: "CRITICAL" }), words)).toBe("alerts, critical");
  expect(
    aboutWords(
      about({ kinds: ["FINDING", "FORECAST"], minSeverity: "HIGH", owners: ["Legal", "Marketing"] }),
      words,
    ),
  ).toBe("findings and forecasts, high or graver, looked after by Legal or Marketing");
  expect(aboutWords(about({ rules: ["a-rule"] }), words)).toBe("findings, of the rule “a-rule”");
  expect(aboutWords(about({ rules: ["a", "b", "c"], tags: ["email"] }), words)).toBe(
    "findings, of 3 rules, about parties tagged email",
  );
  expect(aboutWords(about({ kinds: ["DEADLINE"], tags: ["email", "sms"] }), await say("de"))).toBe(
    "Fristen, über Beteiligte mit dem Schlagwort email oder sms",
  );
});

test("when it sends is said too", async () => {
  const words = await say("en");
  expect(scheduleWords(null, words)).toBe("at once");
  expect(scheduleWords("0 9 * * 1-5", words)).toBe("on working days at 09:00");
  expect(scheduleWords("30 7 * * 0", words)).toBe("on Sunday at 07:30");
  expect(scheduleWords("*/5 * * * *", words)).toBe("by the schedule */5 * * * *");
  expect(quietWords(null, words)).toBeUndefined();
  expect(quietWords({ from: null, until: null, days: ["SUNDAY", "SATURDAY"] }, words)).toBe(
    "quiet on Saturday and Sunday",
  );
  expect(
    whenWords(
      {
        schedule: "0 * * * *",
        quiet: { from: "18:30", until: "08:00", days: ["SUNDAY"] },
        zone: "Europe/Berlin",
      },
      words,
    ),
  ).toBe("every hour, quiet from 18:30 to 08:00 and on Sunday, in Europe/Berlin");
  // At once is the same everywhere.
  expect(whenWords({ schedule: null, quiet: null, zone: "Europe/Berlin" }, words)).toBe("at once");
});

test("how long until it goes on has hours and minutes", async () => {
  const words = await say("en");
  expect(afterWords("P2D", words)).toBe("2 days");
  expect(afterWords("PT1H", words)).toBe("1 hour");
  expect(afterWords("P2DT4H30M", words)).toBe("2 days, 4 hours and 30 minutes");
});

test("where it sends, a secret address by its variable", async () => {
  const words = await say("en");
  expect(addressWords({ url: null, urlFrom: "KEPT_SECRET_CHAT", to: [] }, words)).toBe(
    "the address in KEPT_SECRET_CHAT",
  );
  expect(addressWords({ url: null, urlFrom: null, to: ["a@b.example", "c@d.example"] }, words)).toBe(
    "a@b.example, c@d.example",
  );
});
