import type en from "../en/whatif";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Was wäre wenn",
  lead: "Probieren Sie Änderungen zusammen aus und sehen Sie, was sie an Befunden und Versprechen ändern. Nichts wird gespeichert, bevor Sie es übernehmen.",
  onlyToday:
    "Änderungen werden am heutigen Register ausprobiert, welchen Tag die anderen Seiten auch zeigen.",
  staged: "Änderungen zum Ausprobieren",
  discardAll: "Alle verwerfen",
  discarded_one: "Die Änderung wurde verworfen.",
  discarded_other: "{{count}} Änderungen wurden verworfen.",
  empty: {
    title: "Noch nichts zum Ausprobieren",
    text: "Legen Sie Änderungen hierher, um zu sehen, welche Befunde sie wegnehmen oder bringen und welche Versprechen sie halten oder brechen, bevor etwas gespeichert wird. Sie bleiben in diesem Browser, bis Sie sie übernehmen oder verwerfen. Am schnellsten beginnen Sie mit einem Vorschlag aus einem Befund.",
    findings: "Einen Vorschlag aus den Befunden wählen",
  },
  add: {
    title: "Änderung hinzufügen",
    flow: "Einen Datenfluss beenden",
    flowText: "Daten gehen nicht mehr von einem Beteiligten zum anderen.",
    contract: "Einen Vertrag beenden",
    contractText: "Sehen, was er noch deckt und was dann ohne Vertrag wäre.",
    party: "Zusammenarbeit beenden",
    partyText: "Alles beenden, was ein Beteiligter bekommt und gibt, und seine Verträge.",
    document: "Ein Dokument schreiben oder einfügen",
    documentText: "Jede Änderung am Register, als JSON.",
    stage: "Ausprobieren",
  },
  pick: {
    placeholder: "Namen eingeben",
    type: "Geben Sie mindestens zwei Buchstaben ein.",
    nothing: "So heißt hier nichts.",
  },
  quick: {
    flow: "Welcher Datenfluss",
    flowDay: "Letzter Tag",
    flowHint:
      "Gezeigt wird der heutige Tag: ein Datenfluss, dessen letzter Tag heute oder später ist, zählt noch.",
    flowTitle: "„{{title}}“ nach dem {{day}} beenden",
    contract: "Welcher Vertrag",
    contractDay: "Gilt nicht mehr ab",
    contractHint: "Gezeigt wird der heutige Tag: ein Vertrag, der später endet, zählt noch.",
    contractTitle: "„{{title}}“ zum {{day}} beenden",
    party: "Welcher Beteiligte",
    partyDay: "Vorbei ab",
    partyHint:
      "Datenflüsse von und zu ihm enden am Tag davor. Gezeigt wird der heutige Tag: was später endet, zählt noch.",
    partyTitle: "Zusammenarbeit mit „{{title}}“ zum {{day}} beenden",
    contracts: "Auch seine Verträge beenden",
    needPick: "Wählen Sie aus, was gemeint ist.",
    needDay: "Wählen Sie einen Tag.",
  },
  document: {
    title: "Wie Sie diese Änderung nennen",
    titleHint: "Kann leer bleiben.",
    text: "Dokument (JSON)",
    textHint:
      "Listen ganzer Beteiligter, Verträge, Datenflüsse, Datenschutzerklärungen oder Begriffe. Was nicht genannt ist, bleibt.",
    file: "Datei wählen",
    untitled_one: "Ein Dokument mit {{count}} Eintrag",
    untitled_other: "Ein Dokument mit {{count}} Einträgen",
    problem: {
      json: "Das ist kein JSON: {{detail}}",
      object: 'Ein Dokument ist ein Objekt wie {"flows": [ … ]}.',
      nothing: "Es enthält keine Beteiligten, Verträge, Datenflüsse, Datenschutzerklärungen oder Begriffe.",
    },
  },
  item: {
    because: "Aus diesem Befund",
    discard: "Verwerfen: {{title}}",
    already:
      "Ändert nichts: Es steht schon so im Register, oder eine andere Änderung hier sagt etwas anderes.",
    changes_one: "Ändert {{count}}",
    changes_other: "Ändert {{count}}",
    more_one: "und {{count}} weiteres",
    more_other: "und {{count}} weitere",
    clashStaged: "„{{title}}“ sagt auch etwas zu {{field}}. Diese hier zählt.",
    clashRegister:
      "Jemand anders hat {{field}} inzwischen auf {{value}} geändert. Beim Übernehmen würde es wieder geändert.",
  },
  kind: { CREATE: "Neu:", UPDATE: "Geändert:", DELETE: "Entfernt:" },
  outcome: {
    title: "Was geschehen würde",
    trying: "Wird ausprobiert",
    today: "Verglichen mit dem heutigen Register.",
    nothing: "All dies steht schon so im Register.",
    disappear: "Befunde fallen weg",
    appear: "Befunde kommen hinzu",
    promises: "Versprechen anders beurteilt",
    failed: "Diese Änderungen lassen sich nicht übernehmen",
    failedSafe:
      "Es wurde nichts geändert. Verwerfen Sie, was nicht stimmt, oder berichtigen Sie es und fügen Sie es neu hinzu.",
    untold: "Was diese Änderungen bewirken, lässt sich gerade nicht sagen",
    tooMuch:
      "Der Server würde dafür zu lange brauchen. Verwerfen Sie einige Änderungen, und probieren Sie weniger auf einmal aus.",
    unreachable: "Der Server antwortet nicht. Ihre Änderungen bleiben in diesem Browser.",
    in: "In „{{title}}“:",
  },
  apply: {
    action_one: "{{count}} Änderung übernehmen",
    action_other: "{{count}} Änderungen übernehmen",
    title: "Diese Änderungen übernehmen?",
    lead: "Alles wird als eine Änderung gespeichert, mit Ihrem Namen. Die Liste der Änderungen zeigt sie für immer.",
    submit: "Übernehmen",
    created_one: "{{count}} kommt zum Register hinzu",
    created_other: "{{count}} kommen zum Register hinzu",
    updated_one: "{{count}} im Register wird geändert",
    updated_other: "{{count}} im Register werden geändert",
    deleted_one: "{{count}} wird aus dem Register entfernt",
    deleted_other: "{{count}} werden aus dem Register entfernt",
    promises_one: "{{count}} Versprechen wird anders beurteilt",
    promises_other: "{{count}} Versprechen werden anders beurteilt",
    done: "Als Änderung {{revision}} übernommen.",
  },
  applied: { title: "Übernommen", change: "Änderung {{revision}}" },
};
export default words;
