import type en from "../en/findings";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Befunde",
  lead: "{{open}} offen, {{accepted}} angenommen.",
  leadOrder: "Die schwersten zuerst, dann was als Nächstes fällig ist.",
  leadPart: "Manche Suchen wurden vor ihrem Ende abgebrochen: es können Befunde fehlen.",
  count_one: "{{count}} Befund",
  count_other: "{{count}} Befunde",
  none: "An diesem Tag ist nichts zu beanstanden",
  noneHint:
    "Jeder Datenfluss, jeder Vertrag und jedes Versprechen im Register ist, wie es sein soll. Was bricht oder rechtzeitig zu tun ist, steht hier.",
  noneOpen: "Kein offener Befund",
  noneOpenHint: "Alle Befunde dieses Tages sind vorerst angenommen.",
  showAccepted: "Angenommene zeigen",
  tryOut: "Eine Änderung ausprobieren",
  nothing: "Kein Befund passt zu diesen Filtern",
  showOpen: "Alle offenen Befunde zeigen",
  views: {
    open: "Offen",
    grave: "Hoch oder schwerer",
    nobody: "Nicht zugewiesen",
    accepted: "Angenommen",
  },
  filter: {
    severity: "Wie schwer",
    anySeverity: "alle",
    orGraver: "{{severity}} oder schwerer",
    rule: "Regel",
    verdict: "Urteil",
    state: "Stand",
    stateHint: "Sonst stehen nur offene in der Liste.",
    about: "Worüber",
    who: "Wer sich kümmert",
    nobody: "Noch niemand",
    subject: "Betrifft",
  },
  state: { OPEN: "offen", ACCEPTED: "angenommen", ALL: "offen und angenommen" },
  subjectKind: {
    flow: "einen Datenfluss",
    contract: "einen Vertrag",
    promise: "ein Versprechen",
    party: "einen Beteiligten",
    notice: "eine Datenschutzerklärung",
    observation: "etwas Gesehenes",
  },
  column: {
    severity: "Schwere",
    what: "Was nicht stimmt",
    about: "Worüber",
    verdict: "Urteil",
    due: "Fällig",
    since: "Gesehen seit",
    promise: "Versprechen",
    state: "Stand",
    who: "Kümmert sich",
  },
  select: "„{{message}}“ auswählen",
  onlyToday: "Angenommen und zugewiesen wird, was heute gefunden wird. Gehen Sie zuerst zurück zu heute.",
  keys: "<0>j</0> <1>k</1> bewegen · <2>o</2> öffnen · <3>x</3> auswählen · <4>a</4> annehmen · <5>s</5> zuweisen",
  aspect: {
    category: "Daten",
    purpose: "Zweck",
    subject: "Betroffene Personen",
    recipient: "Empfänger",
    region: "Ort",
    retention: "Aufbewahrung",
    safeguard: "Schutz",
    consent: "Einwilligung",
    sale: "Verkauf",
    contract: "Vertrag",
    onward: "Weitergabe",
    clause: "Klausel",
  },
  accept: {
    action: "Risiko annehmen",
    again: "Länger annehmen",
    title: "Risiko annehmen",
    lead_one:
      "Der Befund bleibt als angenommen stehen, und Versprechen werden wie zuvor beurteilt. Wird er schwerer, ist er wieder offen.",
    lead_other:
      "Die Befunde bleiben als angenommen stehen, und Versprechen werden wie zuvor beurteilt. Wird einer schwerer, ist er wieder offen.",
    reason: "Warum ist es hinnehmbar?",
    reasonHint: "Prüfer lesen das. Sagen Sie, was den Schaden begrenzt oder was schon unterwegs ist.",
    owner: "Wer dafür einsteht",
    until: "Bis einschließlich",
    days: "{{count}} Tage",
    submit_one: "Risiko annehmen",
    submit_other: "{{count}} Risiken annehmen",
    more_one: "und {{count}} weiterer",
    more_other: "und {{count}} weitere",
    needReason: "Begründen Sie, warum das Risiko hinnehmbar ist.",
    needOwner: "Geben Sie an, wer dafür einsteht.",
    needUntil: "Wählen Sie heute oder einen späteren Tag.",
    done_one: "Das Risiko ist bis {{day}} angenommen.",
    done_other: "{{count}} Risiken sind bis {{day}} angenommen.",
    failed_one: "{{count}} wurde nicht angenommen: {{message}}",
    failed_other: "{{count}} wurden nicht angenommen: {{message}}",
    today: "Ein Risiko kann nur für das angenommen werden, was heute gefunden wird.",
    by: "Von {{owner}} angenommen bis {{day}}",
  },
  assign: {
    action: "Zuweisen",
    again: "Jemand anderem zuweisen",
    title: "Wer kümmert sich?",
    to: "Wer sich kümmert",
    toHint: "Eine Person, eine Rolle oder ein Team.",
    dueOn: "Bis wann",
    dueHint: "Leer lassen, wenn es nicht eilt.",
    note: "Was zu tun ist",
    needTo: "Geben Sie an, wer sich kümmert.",
    submit_one: "Zuweisen",
    submit_other: "{{count}} Befunde zuweisen",
    done_one: "{{to}} kümmert sich.",
    done_other: "{{to}} kümmert sich um {{count}} Befunde.",
    failed_one: "{{count}} konnte nicht geändert werden: {{message}}",
    failed_other: "{{count}} konnten nicht geändert werden: {{message}}",
    nobody_one: "Niemand kümmert sich mehr darum.",
    nobody_other: "Niemand kümmert sich mehr um diese {{count}} Befunde.",
    undone_one: "Es ist wieder wie vorher.",
    undone_other: "Alle {{count}} sind wieder wie vorher.",
    undoFailed: "Das konnte nicht zurückgenommen werden: {{message}}",
    by: "{{to}} kümmert sich",
    until: "bis",
    take: "Zurücknehmen",
  },
  reopen: {
    action: "Wieder öffnen",
    done_one: "Der Befund ist wieder offen.",
    done_other: "{{count}} Befunde sind wieder offen.",
    failed: "Er konnte nicht wieder geöffnet werden: {{message}}",
  },
  page: {
    name: "Befund",
    promised: "Was Nutzern versprochen wurde",
    section: "Abschnitt {{section}}",
    path: "Wie die Daten dorthin kommen",
    why: "Schritt für Schritt",
    law: "Was das Gesetz oder der Vertrag sagt",
    inContract: "In {{title}}",
    clause: "Klausel „{{clause}}“: {{presence}}",
    clauseUnknown: "Klausel „{{clause}}“: niemand hat erfasst, ob es sie gibt",
    cite: "Was hinter dieser Regel steht. Keine Rechtsberatung.",
    repairs: "Wie es sich beheben lässt",
    repairsLead:
      "Jedes wurde am Register dieses Tages ausprobiert. Nichts wird geändert, bevor Sie es übernehmen.",
    noRepairs:
      "Keine einzelne Änderung behebt dies. Vielleicht braucht es zwei, oder eine Einigung, die nur Menschen treffen können.",
    try: "In „Was wäre wenn“ ausprobieren",
    staged: "Schon in „Was wäre wenn“",
    takes_one: "nimmt {{count}} Befund weg",
    takes_other: "nimmt {{count}} Befunde weg",
    brings_one: "bringt {{count}}",
    brings_other: "bringt {{count}}",
    bringsNone: "bringt keinen",
    facts: "Angaben",
    about: "Worüber",
    contract: "Vertrag",
    promise: "Versprechen",
    data: "Daten",
    due: "Zu tun bis",
    since: "Gesehen seit",
    first: "Zuerst gesehen",
    notSeen: "an diesem Tag noch nicht gesehen",
    rule: "Regel",
    id: "Kennung",
    history: "Was an {{title}} geändert wurde",
    gone: "Diesen Befund gibt es nicht mehr",
    goneOn: "Diesen Befund gibt es am {{day}} nicht",
    goneHint:
      "Er wurde behoben, oder das, worum es ging, hat sich geändert. Stimmt nun etwas anderes nicht, steht es als anderer Befund in der Liste.",
    goneList: "Alle Befunde",
    goneChanges: "Was geändert wurde",
  },
  presence: {
    PRESENT: "vorhanden",
    ABSENT: "fehlt",
    UNKNOWN: "nicht nachgesehen",
    NOT_APPLICABLE: "trifft nicht zu",
  },
  law: {
    "flow-without-contract": {
      asks: "Daten von uns gehen von einer Organisation an eine andere, also muss ein Vertrag zwischen beiden das decken. Keiner hat begonnen.",
      cites:
        "DSGVO Art. 28 Abs. 3 und 9: ein Auftragsverarbeiter handelt auf Grundlage eines schriftlichen Vertrags\nDSGVO Art. 26 Abs. 1: gemeinsam Verantwortliche treffen eine Vereinbarung\nCCPA, Cal. Civ. Code § 1798.100(d): ein Vertrag mit allen, denen personenbezogene Daten verkauft, weitergegeben oder offengelegt werden\nDORA Art. 28 Abs. 3 und 30 Abs. 1: Finanzunternehmen führen ein Register ihrer IKT-Verträge, diese schriftlich",
    },
    "flow-outside-contract": {
      asks: "Ein Vertrag gilt, aber er lässt nicht alles zu, was weitergegeben wird: welche Daten, wofür, von wem, wo, wie lange und wie geschützt.",
      cites:
        "DSGVO Art. 28 Abs. 3: der Vertrag legt Gegenstand, Dauer, Art und Zweck, die Daten und die Betroffenen fest\nDSGVO Art. 5 Abs. 1 lit. b und e: Zweckbindung, Speicherbegrenzung\nCCPA, Cal. Civ. Code § 1798.100(d)(1): nur für begrenzte und bestimmte Zwecke\nDORA Art. 30 Abs. 2 lit. b: der Vertrag nennt die Orte der Verarbeitung",
    },
    "contract-clause-missing": {
      asks: "Das Gesetz verlangt diese Klausel in einem solchen Vertrag, und sie fehlt, oder niemand hat erfasst, ob es sie gibt.",
      cites:
        "DSGVO Art. 28 Abs. 3 lit. a bis h: was ein Vertrag mit einem Auftragsverarbeiter sagt\nDSGVO Art. 33 Abs. 2: der Auftragsverarbeiter meldet Verletzungen unverzüglich\nDSGVO Art. 26 Abs. 1: die Vereinbarung gemeinsam Verantwortlicher\nCCPA, Cal. Civ. Code § 1798.100(d) und § 1798.140(ag)(1), 11 CCR § 7051(a): was ein Vertrag mit einem Service Provider sagt",
    },
    "subprocessor-not-authorised": {
      asks: "Ein Auftragsverarbeiter gibt unsere Daten an jemanden weiter, den sein Vertrag ihn nicht einsetzen lässt.",
      cites:
        "DSGVO Art. 28 Abs. 2 und Abs. 3 lit. d: vorherige gesonderte oder allgemeine schriftliche Genehmigung\nBeschluss (EU) 2021/914, Klausel 9 der Module 2 und 3: Einsatz von Unterauftragsverarbeitern\nCCPA, Cal. Civ. Code § 1798.140(ag)(2): ein Service Provider teilt mit, wen er einsetzt",
    },
    "onward-weaker-terms": {
      asks: "Wer für andere arbeitet, gibt Daten nur zu Bedingungen weiter, die nicht schwächer sind als die eigenen.",
      cites:
        "DSGVO Art. 28 Abs. 4: dieselben Datenschutzpflichten für den weiteren Auftragsverarbeiter\nBeschluss (EU) 2021/914, Klauseln 8.8 und 9 der Module 2 und 3: Weiterübermittlung, Unterauftragsverarbeiter\nCCPA, Cal. Civ. Code § 1798.140(ag)(2): ein schriftlicher Vertrag bindet, wen ein Service Provider einsetzt, ebenso",
    },
    "transfer-without-mechanism": {
      asks: "Daten verlassen den Schutz der DSGVO, und kein geltender Vertrag enthält etwas, das es erlaubt.",
      cites:
        "DSGVO Art. 44 bis 47 und 49: Angemessenheit, Standardvertragsklauseln, verbindliche interne Vorschriften, Ausnahmen\nBeschluss (EU) 2021/914: Standardvertragsklauseln, Module 1 bis 4\nBeschluss (EU) 2023/1795: EU-US Data Privacy Framework, nur für zertifizierte Empfänger",
    },
    "contract-expiring": {
      asks: "Der Vertrag endet und wird nicht verlängert. Was unter ihm fließt, hat dann keinen.",
      cites:
        "DSGVO Art. 28 Abs. 3: ein Vertrag regelt die Verarbeitung, solange sie dauert\nDSGVO Art. 24 Abs. 1: Maßnahmen werden erforderlichenfalls überprüft und aktualisiert\nDORA Art. 28 Abs. 8: Ausstiegsstrategien für Dienste, die kritische oder wichtige Funktionen stützen",
    },
    "notice-deadline": {
      asks: "Der Vertrag verlängert sich von selbst, wenn nicht rechtzeitig gekündigt wird.",
      cites:
        "Die Verlängerungsklausel des Vertrags selbst; das Datenschutzrecht setzt diesen Tag nicht\nDORA Art. 30 Abs. 2 lit. h: Kündigungsrechte mit Mindestfristen",
    },
    "flow-after-contract": {
      asks: "Daten gehen weiter dorthin, obwohl zwischen beiden kein Vertrag mehr gilt.",
      cites:
        "DSGVO Art. 28 Abs. 3: ein Vertrag regelt die Verarbeitung und ihre Dauer; lit. g: Rückgabe oder Löschung am Ende\nDORA Art. 30 Abs. 2 lit. d: Zugang zu Daten, Wiederherstellung und Rückgabe am Vertragsende",
    },
    "flow-to-offboarded-party": {
      asks: "Daten gehen weiter an Beteiligte, mit denen die Beziehung beendet ist.",
      cites:
        "DSGVO Art. 5 Abs. 1 lit. b und c: Daten gehen nur dorthin, wo ihr Zweck es verlangt\nDSGVO Art. 28 Abs. 3 lit. g: Rückgabe oder Löschung am Ende der Leistungen",
    },
    "certification-expired": {
      asks: "Eine Zertifizierung, die zeigt, wie ein Empfänger Daten schützt, ist abgelaufen oder läuft bald ab.",
      cites:
        "DSGVO Art. 28 Abs. 1 und 5: nur Auftragsverarbeiter mit hinreichenden Garantien; eine genehmigte Zertifizierung kann sie mit belegen\nDSGVO Art. 32 Abs. 1 lit. d: die Sicherheit wird regelmäßig überprüft, bewertet und evaluiert\nDORA Art. 28 Abs. 5: nur Anbieter mit angemessenen Standards der Informationssicherheit",
    },
    "commitment-broken": {
      asks: "Ein Versprechen einer geltenden Datenschutzerklärung bindet jeden Schritt, auf dem Daten der Nutzer reisen, bis zum letzten Empfänger, was immer die Verträge sagen.",
      cites:
        "DSGVO Art. 5 Abs. 1 lit. a, b und e: Treu und Glauben und Transparenz, Zweckbindung, Speicherbegrenzung\nDSGVO Art. 13 Abs. 1 lit. f und Abs. 2 lit. a: was Nutzern über Übermittlungen und Speicherdauer gesagt wird\nFTC Act § 5, 15 U.S.C. § 45(a): nicht zu tun, was die eigene Erklärung sagt, ist irreführend",
    },
    "legacy-commitment-broken": {
      asks: "Ein altes Versprechen bindet die Daten, die unter ihm erhoben wurden, bis sie gelöscht sind oder die Nutzer der neuen Erklärung zustimmen.",
      cites:
        "DSGVO Art. 5 Abs. 1 lit. a und b, 6 Abs. 4 und 13 Abs. 3: ein anderer Zweck muss vereinbar sein, und Nutzer erfahren es vorher\nFTC Act § 5, 15 U.S.C. § 45(a); In re Gateway Learning Corp., 138 F.T.C. 443 (2004): eine geänderte Erklärung wirkt ohne Einwilligung nicht zurück",
    },
    "undisclosed-sharing": {
      asks: "Nutzern wird gesagt, wer welche ihrer Daten wofür bekommt. Keine geltende Datenschutzerklärung sagt dies.",
      cites:
        "DSGVO Art. 13 Abs. 1 lit. c und e, 14 Abs. 1 lit. c und e: Zwecke, und Empfänger oder ihre Kategorien\nDSGVO Art. 5 Abs. 1 lit. a und 12 Abs. 1: Transparenz\nCCPA, Cal. Civ. Code § 1798.130(a)(5)(C): Listen der verkauften, weitergegebenen oder offengelegten Kategorien",
    },
    "unused-disclosure": {
      asks: "Eine Datenschutzerklärung spricht von einer Weitergabe, die nicht stattfindet.",
      cites: "DSGVO Art. 12 Abs. 1 und 5 Abs. 1 lit. a: präzise und transparente Information",
    },
    "flow-unverified": {
      asks: "Eine Angabe wird einmal im Jahr überprüft. Länger als das hat es niemand getan.",
      cites:
        "DSGVO Art. 5 Abs. 2, 24 Abs. 1 und 30 Abs. 1: Rechenschaft, Überprüfung, Verzeichnis der Verarbeitungstätigkeiten. Keiner nennt ein Jahr: das ist unser Maß",
    },
    "undeclared-sharing": {
      asks: "Es wurde gesehen, dass Daten irgendwohin gehen, und nichts im Register erklärt es.",
      cites:
        "DSGVO Art. 30 Abs. 1 lit. d: das Verzeichnis nennt die Empfänger\nDSGVO Art. 5 Abs. 2 und 24 Abs. 1: der Verantwortliche kann nachweisen, dass geschieht, was geschehen soll\nDSGVO Art. 13 Abs. 1 lit. e: Nutzer erfahren die Empfänger ihrer Daten",
    },
    "service-provider-lost": {
      asks: "Ohne diese Bedingungen gilt der Empfänger dem Gesetz als Dritter, und ihm Daten zu geben kann ein Verkauf sein, der laut dem Versprechen an die Nutzer nicht stattfindet.",
      cites:
        "CCPA, Cal. Civ. Code § 1798.140(ag)(1) und (j)(1): was der Vertrag untersagen muss\nCCPA, Cal. Civ. Code § 1798.140(ad) und (ai): was ein Verkauf ist, wer Dritter ist\nCCPA, Cal. Civ. Code § 1798.100(d), 11 CCR § 7051(a): was er außerdem sagen muss",
    },
  },
};
export default words;
