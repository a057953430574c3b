import { createClient } from "@urql/core";
import { createInstance } from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { Provider } from "urql";
import { expect, test } from "vitest";
import deFirst from "../i18n/de/first";
import deRest from "../i18n/de/rest";
import en from "../i18n/en";
import { FieldDiff } from "./FieldDiff";

const client = createClient({ url: "http://kept.example/graphql", exchanges: [] });

/** What is read of a change, a line a field. */
async function read(language: "en" | "de", of: string, fields: Parameters<typeof FieldDiff>[0]["fields"]) {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { en, de: { ...deFirst, ...deRest } },
    defaultNS: "common",
    interpolation: { escapeValue: false },
  });
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <Provider value={client}>
        <FieldDiff of={of} fields={fields} />
      </Provider>
    </I18nextProvider>,
  );
  const lines = html.matchAll(/<dt title="(.*?)">(.*?)<\/dt><dd>(.*?)<\/dd>/g);
  const text = (part = "") =>
    part
      .replaceAll(/<\/li>/g, " | ")
      .replaceAll(/<.*?>/g, "")
      .replaceAll("&#x27;", "'");
  return [...lines].map(([, written, name, value]) => `${written} = ${text(name)}: ${text(value).trim()}`);
}

test("a promise's history is told in the words of its page, the written names on hover", async () => {
  const fields = [
    { field: "kind", before: null, after: "COMMITMENT" },
    {
      field: "limits",
      before: null,
      after: {
        maxRetention: "P1Y6M",
        onlyRegions: ["DE"],
        neverSold: true,
        onlyRecipients: { kinds: ["VENDOR"] },
        onwardSharing: "FORBIDDEN",
      },
    },
  ];
  expect(await read("en", "promise:p", fields)).toEqual([
    "kind = Kind: commitment",
    "limits.maxRetention = Kept at most: 1 year, 6 months",
    "limits.onlyRegions = Only in these regions: DE |",
    "limits.neverSold = Never sold: yes",
    "limits.onlyRecipients.kinds = Only to these recipients: Of a kind: vendors |",
    "limits.onwardSharing = Passing it on: Recipients must not pass it on",
  ]);
  const german = await read("de", "promise:p", fields);
  expect(german[1]).toBe("limits.maxRetention = Aufbewahrung höchstens: 1 Jahr, 6 Monate");
  expect(german.join()).not.toMatch(/COMMITMENT|VENDOR|FORBIDDEN|= (kind|maxRetention|onlyRegions)/);
});

test("of a contract clauses and renewal are told, and what stayed of a list", async () => {
  const scope = { kind: "SCOPE", presence: "PRESENT", locator: "§ 1" };
  expect(
    await read("en", "contract:c", [
      {
        field: "clauses",
        before: [scope],
        after: [scope, { hours: 48, kind: "BREACH_NOTICE", presence: "PRESENT" }],
      },
      { field: "endsOn", before: "2026-12-31", after: null },
      { field: "renewal", before: null, after: { kind: "TACIT", period: "P1Y" } },
      { field: "parties", before: null, after: [{ party: "nimbus", role: "PROCESSOR" }] },
    ]),
  ).toEqual([
    "clauses = Clauses: Subject matter, duration, purpose, data and people; It stands in the contract; Where: § 1 | " +
      "Tells us of breaches; It stands in the contract; Within hours: 48 |",
    "endsOn = Last day in force: 31 Dec 2026 not recorded",
    "renewal.kind = Renewal: renews by itself",
    "renewal.period = Renewed by: 1 year",
    "parties = Who signed it: nimbus; processor |",
  ]);
});

test("a notice says whom it is given to, and what is not known is said as it is written", async () => {
  expect(
    await read("en", "notice:n", [
      { field: "consentRenewed", before: null, after: true },
      { field: "audience.regions", before: ["DE"], after: null },
      { field: "newer.than", before: 1, after: 2 },
    ]),
  ).toEqual([
    "consentRenewed = Users agreed to it anew: yes",
    "audience.regions = Who live in: DE |",
    "newer.than = newer.than: 1 → 2",
  ]);
});
