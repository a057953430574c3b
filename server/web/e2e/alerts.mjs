/**
 * Alerts, from the list to whoever has seen to them, and the channels they are sent on. What is sent is received here, so the service needs
 * `--allow-private-channels`, and a secret for webhooks in KEPT_SECRET_E2E.
 */
import { isDeepStrictEqual } from "node:util";
import { settled } from "./harness.mjs";
import { receiver } from "./parts/receiver.mjs";
import { sorting } from "./parts/sortedAlerts.mjs";

/** @param {import("./harness.mjs").Harness} harness */
export async function run(harness) {
  const tickets = await receiver();
  try {
    await raised(harness);
    await harness.everywhere({
      alerts: "/alerts",
      "alerts-open": "/alerts?open=1",
      alert: "/alerts/1",
      "alert-gone": "/alerts/99999",
      "alerts-none": "/alerts?text=nothing+is+called+this",
      "channels-none": "/channels",
      "channel-new": "/channels?edit=new",
    });
    await making(harness, tickets);
    await trying(harness, tickets);
    await others(harness);
    await changing(harness);
    await triage(harness);
    await several(harness);
    await sorting(harness);
    await filters(harness);
    await arriving(harness, tickets);
    await harness.everywhere({
      "alerts-sent": "/alerts?open=1",
      channels: "/channels",
      "channels-open": "/channels?open=chat",
      channel: "/channels/tickets",
      "channel-edit": "/channels/chat?edit=1",
      "channel-gone": "/channels/nobody-made-this",
    });
    await removing(harness);
    await german(harness);
  } finally {
    await tickets.stop();
  }
}

/** Alerts are raised by the service itself, right after it has started.
 * @param {import("./harness.mjs").Harness} harness */
async function raised({ open, check }) {
  const { page, close } = await open({ path: "/alerts" });
  await page.getByText("Nobody is told yet").waitFor();
  check("without a channel it is said that nobody is told", true);
  await check.comes("alerts are listed", async () => (await page.getByRole("row").count()) > 5);
  await close();
}

/** A channel is made by its form, which says what is missing.
 * @param {import("./harness.mjs").Harness} harness @param {import("./parts/receiver.mjs").Receiver} tickets */
async function making({ open, check, axe, shoot, ask }, tickets) {
  const { page, close } = await open({ path: "/channels" });
  await page.getByRole("button", { name: "Add a channel" }).click();
  const form = page.getByRole("dialog", { name: "Add a channel" });
  await form.getByRole("button", { name: "Add the channel" }).click();
  const faults = form.getByRole("alert");
  await faults.getByRole("link", { name: /^Address: Say the whole address/ }).waitFor();
  await check.comes(
    "what is missing is told at the top, and the focus is on the first of it",
    async () =>
      await form
        .getByRole("textbox", { name: "Key", exact: true })
        .evaluate((field) => field === document.activeElement),
  );
  await axe(page, "a form that says what is missing");
  await shoot(page, "channel-faults");
  await faults.getByRole("link", { name: /^Address:/ }).click();
  const address = form.getByRole("textbox", { name: "Address" });
  await check.comes(
    "a fault leads to its field",
    async () => await address.evaluate((field) => field === document.activeElement),
  );
  await address.fill(tickets.url);
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Tickets");
  await check.comes(
    "a key is proposed from the name",
    async () => (await form.getByRole("textbox", { name: "Key" }).inputValue()) === "tickets",
  );
  await form.getByRole("textbox", { name: "Environment variable with the secret" }).fill("KEPT_SECRET_E2E");
  await form.getByRole("button", { name: "Make a secret" }).click();
  const line = await form.getByRole("status", { name: "The line for the environment of the service" });
  check(
    "a secret is made and shown",
    /^KEPT_SECRET_E2E="whsec_[A-Za-z0-9+/]{43}="$/.test((await line.textContent()) ?? ""),
  );
  await shoot(page, "channel-secret");
  await form.getByRole("checkbox", { name: "Tell, too, what is resolved" }).check();
  await form
    .getByRole("combobox", { name: "How grave at least" })
    .selectOption({ label: "Medium or graver" });
  await form.getByRole("button", { name: "Add the channel" }).click();
  await page.waitForURL(/\/channels\/tickets$/);
  await page.getByText("The channel Tickets was added.").waitFor();
  await page.getByRole("complementary", { name: "Facts" }).getByText("alerts, medium or graver").waitFor();
  const { channel } = await ask(
    `{ channel(key: "tickets") { kind url secretFrom resolved about { minSeverity } } }`,
  );
  check(
    "the channel is as the form said it, and its secret is nowhere",
    isDeepStrictEqual(channel, {
      kind: "WEBHOOK",
      url: tickets.url,
      secretFrom: "KEPT_SECRET_E2E",
      resolved: true,
      about: { minSeverity: "MEDIUM" },
    }),
    JSON.stringify(channel),
  );
  await close();
}

/** A test says what became of it; what was given up is seen among the alerts, and tried anew.
 * @param {import("./harness.mjs").Harness} harness @param {import("./parts/receiver.mjs").Receiver} tickets */
async function trying({ open, check, axe, shoot }, tickets) {
  const { page, close } = await open({ path: "/channels/tickets" });
  await settled(page);
  await page.getByText("Nothing was sent on this channel yet.").waitFor();
  await page.locator("body").press("t");
  await page.getByText("The test arrived: 200 OK").waitFor();
  check(
    "t sends a signed test, and its outcome is said",
    tickets.got.some(({ body, headers }) => body.data.test === true && headers["webhook-signature"]),
    JSON.stringify(tickets.got),
  );
  const messages = page.getByRole("region", { name: "Messages" });
  const lines = messages.getByRole("listitem");
  await lines.getByText("arrived").waitFor();

  // Who answers so wants no more of it: it is given up at once.
  tickets.status = 410;
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("The test did not arrive: 410 Gone").waitFor();
  await lines.getByText("given up", { exact: true }).waitFor();
  check("a test that did not arrive says why", true);
  await axe(page, "a channel whose test did not arrive");
  await shoot(page, "channel-test-failed");
  await messages.getByRole("combobox", { name: "Which messages" }).selectOption({ label: "arrived" });
  await lines.getByText("given up", { exact: true }).waitFor({ state: "detached" });
  await check.comes("messages are filtered, and that stands in the address", () =>
    page.url().includes("messages=SENT"),
  );

  await page.getByRole("link", { name: "Alerts", exact: true }).first().click();
  const dead = page.getByRole("region", { name: "1 message was given up" });
  await dead.getByRole("button", { name: "Show them" }).click();
  await dead.getByText("410 Gone").waitFor();
  await axe(page, "alerts with a message that was given up");
  await shoot(page, "alerts-given-up");
  tickets.status = 200;
  await dead.getByRole("button", { name: /^Try anew: the message of/ }).click();
  await page.getByText("The message is tried anew.").waitFor();
  await dead.waitFor({ state: "detached" });
  check("what was given up is tried anew, and gone from there", true);
  await page.goto(new URL("/channels/tickets", page.url()).href);
  await messages.getByText("2 attempts").click();
  await messages.getByText("not taken").waitFor();
  await check.comes(
    "both attempts stand there",
    async () => (await messages.getByText("taken", { exact: true }).count()) === 1,
  );
  await close();
}

/** The other kinds, made by the form.
 * @param {import("./harness.mjs").Harness} harness */
async function others({ open, check, ask }) {
  const { page, close } = await open({ path: "/channels?edit=new" });
  const form = page.getByRole("dialog", { name: "Add a channel" });
  await form.getByRole("radio", { name: "Slack" }).check();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Chat");
  await form.getByRole("textbox", { name: "Environment variable with the address" }).fill("my address");
  await form.getByRole("button", { name: "Add the channel" }).click();
  await form
    .getByRole("alert")
    .getByText(/begins with KEPT_SECRET_/)
    .waitFor();
  await form.getByRole("textbox", { name: "Environment variable with the address" }).fill("KEPT_SECRET_CHAT");
  await form
    .getByRole("combobox", { name: "What has gathered is sent" })
    .selectOption({ label: "on working days" });
  await form.getByLabel("At", { exact: true }).fill("09:30");
  await form.getByLabel("Quiet from").fill("18:30");
  await form.getByLabel("until", { exact: true }).fill("08:00");
  await form.getByRole("checkbox", { name: "Sunday" }).check();
  await form.getByRole("combobox", { name: "Time zone" }).fill("Berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await form
    .getByRole("combobox", { name: "It goes to this channel too" })
    .selectOption({ label: "Tickets" });
  await form.getByRole("textbox", { name: "After", exact: true }).fill("4");
  await form.getByRole("button", { name: "Add the channel" }).click();
  await page.waitForURL(/\/channels\/chat$/);
  const facts = page.getByRole("complementary", { name: "Facts" });
  await facts.getByText("on working days at 09:30").waitFor();
  await facts.getByText("quiet from 18:30 to 08:00 and on Sunday").waitFor();
  await facts.getByText("after 4 hours to").waitFor();
  const { channel } = await ask(
    `{ channel(key: "chat") { urlFrom schedule zone quiet { from until days } escalation { after to } } }`,
  );
  check(
    "schedule, quiet hours and escalation are as the form said them",
    isDeepStrictEqual(channel, {
      urlFrom: "KEPT_SECRET_CHAT",
      schedule: "30 9 * * 1-5",
      zone: "Europe/Berlin",
      quiet: { from: "18:30", until: "08:00", days: ["SUNDAY"] },
      escalation: { after: "PT4H", to: "tickets" },
    }),
    JSON.stringify(channel),
  );
  await page.goto(new URL("/channels?edit=new", page.url()).href);
  await form.getByRole("radio", { name: "e-mail" }).check();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Privacy team");
  await form.getByLabel("E-mail addresses").and(form.locator("input")).fill("privacy@acme.example");
  await page.keyboard.press("Enter");
  await form.getByLabel("E-mail addresses").and(form.locator("input")).fill("legal at acme");
  await form.getByRole("button", { name: "Add the channel" }).click();
  await form.getByRole("alert").getByText("legal at acme is no e-mail address.").waitFor();
  await form.getByLabel("E-mail addresses").and(form.locator("input")).press("Backspace");
  await form.getByRole("button", { name: "Add the channel" }).click();
  await page.waitForURL(/\/channels\/privacy-team$/);
  check("e-mail addresses are checked and taken", true);
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText(/The test did not arrive: .*--smtp-url/).waitFor();
  check("a service without a mail server says so", true);
  await close();
}

/** e edits; what someone else changed meanwhile is not lost; a channel is paused and goes on.
 * @param {import("./harness.mjs").Harness} harness */
async function changing({ open, check, ask }) {
  const { page, close } = await open({ path: "/channels/chat" });
  await settled(page);
  await page.locator("body").press("e");
  const form = page.getByRole("dialog", { name: "Edit: Chat" });
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Chat room");
  const { channel } = await ask(`{ channel(key: "chat") { revision } }`);
  await ask(`mutation Change($input: UpdateChannelInput!) { updateChannel(input: $input) { revision } }`, {
    input: { key: "chat", expectedRevision: channel.revision, zone: "Europe/Paris" },
  });
  await page.keyboard.press("Escape");
  await form.getByRole("button", { name: "Keep editing" }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/Someone else changed this channel meanwhile \(Time zone\)/).waitFor();
  check("what someone else changed meanwhile is said", true);
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  const after = await ask(`{ channel(key: "chat") { name zone } }`);
  check(
    "both changes count",
    after.channel.name === "Chat room" && after.channel.zone === "Europe/Paris",
    JSON.stringify(after),
  );
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("heading", { level: 1, name: "Chat", exact: true }).waitFor();
  check("Undo makes it as it was", true);

  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("Nothing is sent for now.").waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Nothing is sent for now.").waitFor({ state: "detached" });
  check("a channel is paused, and goes on", true);
  await close();
}

/** j, o, a, s: alerts are acknowledged and snoozed with the keyboard, and that is undone.
 * @param {import("./harness.mjs").Harness} harness */
async function triage({ open, check, axe, shoot, ask }) {
  const { page, close } = await open({ path: "/alerts" });
  await page.getByRole("row").nth(3).waitFor();
  await page.locator("body").press("j");
  await page.locator("body").press("j");
  await page.locator("body").press("o");
  const panel = page.getByRole("complementary", { name: "Alert" });
  await panel.getByRole("heading", { level: 2 }).first().waitFor();
  const open1 = () => Number(new URL(page.url()).searchParams.get("open"));
  const first = open1();
  /** @param {number} number */
  const stands = async (number) =>
    (
      await ask(
        `query Stands($number: Int!) { alert(number: $number) { state acknowledgedBy note snoozedUntil } }`,
        { number },
      )
    ).alert;
  check("o opens the alert beside the list", first > 0);
  await page.locator("body").press("a");
  await page.getByText("The alert is acknowledged.").waitFor();
  check("a acknowledges it", (await stands(first)).state === "ACKNOWLEDGED");
  await page.waitForFunction((was) => Number(new URL(location.href).searchParams.get("open")) !== was, first);
  check("and the next one is open", true);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was.").waitFor();
  check("Undo opens it again", (await stands(first)).state === "OPEN");
  await page.goto(new URL(`/alerts/${first}`, page.url()).href);
  await page.getByRole("button", { name: "Acknowledge" }).waitFor();
  const mark = page.locator("#main").getByText("open", { exact: true });
  await mark.waitFor();
  // A colleague, as it were.
  await ask(
    `mutation Seen($number: Int!) { acknowledgeAlert(input: { number: $number }) { alert { number } } }`,
    {
      number: first,
    },
  );
  await page.getByRole("button", { name: "Open again" }).click();
  await page.getByText("The alert is open again.").waitFor();
  await mark.waitFor();
  check(
    "a page sees what a colleague says, and it can be taken back",
    (await stands(first)).state === "OPEN",
  );

  await page.locator("body").press("a");
  await page.getByText(/^Acknowledged by/).waitFor();
  await page.getByRole("button", { name: "Write a note" }).click();
  const note = page.getByRole("dialog", { name: "What is to be said of it" });
  await note.getByLabel("Note").fill("Renewal is with legal");
  await axe(page, "the dialog of a note");
  await note.getByRole("button", { name: "Acknowledge with this note" }).click();
  await note.waitFor({ state: "detached" });
  await page.getByText("Renewal is with legal").waitFor();
  check("a note is kept", (await stands(first)).note === "Renewal is with legal");

  await page.getByRole("link", { name: "Alerts", exact: true }).first().click();
  await page.getByRole("row").nth(1).waitFor();
  await page.locator("body").press("j");
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "When is it told again?" });
  await dialog.getByLabel("Told again at").fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await dialog.getByText("Choose a moment to come.").waitFor();
  check("a moment that is over is refused", true);
  await axe(page, "the dialog that snoozes");
  await shoot(page, "alerts-snooze");
  await dialog.getByRole("button", { name: "In a week" }).click();
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await page.getByText(/The alert is told again on/).waitFor();
  const snoozed = async () => (await ask(`{ alerts(states: [SNOOZED]) { number } }`)).alerts.length;
  check("s snoozes it", (await snoozed()) === 1);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByText("It is as it was.").last().waitFor();
  // Until the button that undid it is gone, Enter would press it.
  await page.getByText(/The alert is told again on/).waitFor({ state: "detached" });
  await page.locator("body").press("Enter");
  await page.waitForURL(/\/alerts\/\d+$/);
  check("Enter opens the full page", true);
  await close();
}

/** x selects several, which are acknowledged at once.
 * @param {import("./harness.mjs").Harness} harness */
async function several({ open, check, axe, ask }) {
  const { number } = (await ask(`{ alerts(states: [OPEN], first: 1) { number } }`)).alerts[0];
  const snooze = (/** @type {number} */ milliseconds) =>
    ask(
      `mutation Snooze($number: Int!, $until: DateTime!) {
        snoozeAlert(input: { number: $number, until: $until }) { alert { number } }
      }`,
      { number, until: new Date(Date.now() + milliseconds).toISOString() },
    );
  const { page, close } = await open({ path: "/alerts?state=SNOOZED" });
  await page.getByText("Nothing matches these filters.").waitFor();
  await snooze(3_600_000);
  await page.getByRole("row").nth(1).waitFor();
  // Once it is seen there, however long that took.
  await snooze(10_000);
  await page.getByText("Nothing matches these filters.").waitFor();
  check("a snooze that ends takes its alert out of the list by itself", true);
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.getByRole("row").nth(4).waitFor();
  const before = await page.getByRole("row").count();
  await page.locator("body").press("j");
  await page.locator("body").press("x");
  await page.locator("body").press("j");
  await page.locator("body").press("j");
  await page.locator("body").press("Shift+X");
  const bar = page.getByRole("region", { name: "3 selected" });
  await bar.waitFor();
  await axe(page, "alerts that are selected");
  await bar.getByRole("button", { name: "Acknowledge" }).click();
  await page.getByText("3 alerts are acknowledged.").waitFor();
  await page.waitForFunction((was) => document.querySelectorAll("[role=row], tr").length === was - 3, before);
  check("several are acknowledged at once, and leave the list of open ones", true);
  await page.getByRole("link", { name: "Acknowledged", exact: true }).click();
  await page.waitForURL(/state=ACKNOWLEDGED/);
  await page.getByRole("row").nth(3).waitFor();
  check("a view lists them", true);
  await close();
}

/** Filters stand in the address.
 * @param {import("./harness.mjs").Harness} harness */
async function filters({ open, check }) {
  const { page, close } = await open({ path: "/alerts" });
  await page.getByRole("row").nth(3).waitFor();
  const all = await page.getByRole("row").count();
  await page.getByRole("searchbox", { name: "Filter by text" }).fill("nimbus");
  await page.waitForURL(/text=nimbus/);
  await page.waitForFunction((was) => document.querySelectorAll("tr").length < was, all);
  check("a text filters alerts", true);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("button", { name: "Kind", exact: true }).click();
  await page.getByRole("checkbox", { name: "deadline" }).click();
  await page.keyboard.press("Escape");
  await page.waitForURL(/kind=DEADLINE/);
  await page.getByRole("cell", { name: "deadline", exact: true }).first().waitFor();
  await page.getByRole("cell", { name: "finding", exact: true }).first().waitFor({ state: "detached" });
  check("a kind filters alerts", true);
  await page.goto(new URL("/alerts?channel=tickets", page.url()).href);
  await page.getByText("Nothing matches these filters.").waitFor();
  check("a channel filters alerts: nothing went there yet", true);
  await close();
}

/** An alert that is raised while one looks comes by itself, and its page tells that it arrived.
 * @param {import("./harness.mjs").Harness} harness @param {import("./parts/receiver.mjs").Receiver} tickets */
async function arriving({ open, check, ask }, tickets) {
  const { page, close } = await open({ path: "/alerts" });
  await page.getByRole("row").nth(3).waitFor();
  await ask(`mutation Add($document: JSON!) { apply(document: $document) { revision } }`, {
    document: {
      kept: 1,
      parties: [{ key: "edge-courier", name: "Edge Courier", kind: "VENDOR", country: "DE" }],
      flows: [
        {
          key: "shop-courier",
          source: "web-shop",
          recipient: "edge-courier",
          categories: ["user.contact.email"],
          purposes: ["essential.service"],
          startedOn: "2026-01-01",
        },
      ],
    },
  });
  const row = page.getByRole("row").filter({ hasText: "Edge Courier" }).filter({ hasText: "Tickets" });
  await row.first().waitFor();
  check("what is raised while one looks comes by itself, with where it went", true);
  await row.first().getByRole("link").first().click();
  const panel = page.getByRole("complementary", { name: "Alert" });
  await panel.getByRole("region", { name: "Where it went" }).getByText("arrived").waitFor();
  check(
    "and that it arrived",
    tickets.got.some(({ body }) => body.data.alerts?.length > 0),
  );
  await close();
}

/** A channel that others escalate to stays; one that is removed can come back.
 * @param {import("./harness.mjs").Harness} harness */
async function removing({ open, check, axe, ask }) {
  const { page, close } = await open({ path: "/channels/tickets?edit=1" });
  const form = page.getByRole("dialog", { name: "Edit: Tickets" });
  await form.getByRole("button", { name: "Remove", exact: true }).last().click();
  await form.getByText(/It cannot be removed while it is escalated to by Chat/).waitFor();
  await check.comes("what others escalate to is not removed", () =>
    form.getByRole("button", { name: "Remove the channel" }).isDisabled(),
  );
  await axe(page, "the question whether a channel is removed");

  for (const [key, name] of [
    ["chat", "Chat"],
    ["privacy-team", "Privacy team"],
    ["tickets", "Tickets"],
  ]) {
    await page.goto(new URL(`/channels/${key}?edit=1`, page.url()).href);
    const edit = page.getByRole("dialog", { name: `Edit: ${name}` });
    await edit.getByRole("button", { name: "Remove", exact: true }).last().click();
    await edit.getByRole("button", { name: "Remove the channel" }).click();
    await page.waitForURL(/\/channels$/);
    await page.getByText(`The channel ${name} was removed.`).waitFor();
    if (key === "chat") {
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("link", { name: "Open Chat beside the list" }).waitFor();
      check("a channel that was removed comes back", true);
      await page.goto(new URL(`/channels/${key}?edit=1`, page.url()).href);
      await edit.getByRole("button", { name: "Remove", exact: true }).last().click();
      await edit.getByRole("button", { name: "Remove the channel" }).click();
      await page.waitForURL(/\/channels$/);
    }
  }
  await page.getByRole("heading", { name: "No channel yet" }).waitFor();
  const { channels } = await ask("{ channels { totalCount } }");
  check("none is left", channels.totalCount === 0);
  await close();
}

/** In German, from the keyboard.
 * @param {import("./harness.mjs").Harness} harness */
async function german({ open, check, fits }) {
  const { page, close } = await open({ locale: "de-DE", path: "/" });
  await settled(page);
  await page.locator("body").press("g");
  await page.locator("body").press("a");
  await page.getByRole("heading", { level: 1, name: "Meldungen" }).waitFor();
  check("g a goes to the alerts, in German too", true);
  await page.keyboard.press("Control+k");
  await page
    .getByRole("dialog")
    .getByRole("textbox")
    .or(page.getByRole("dialog").getByRole("searchbox"))
    .fill("Kanal");
  await page.getByText("Kanal für Meldungen anlegen").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Kanal anlegen" }).waitFor();
  await check.comes("the palette adds a channel", () => page.url().includes("/channels?edit=new"));
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page, "the form of a channel in German at 360");
  await close();
}
