import type en from "../en/who";
import type { Words } from "../words";

const words: Words<typeof en> = {
  title: "Wer bekommt was",
  byCategory: "Wer diese Daten bekommt",
  byParty: "Was Beteiligte bekommen",
  category: "Datenkategorie",
  categoryHint: "Mit allem, was darunter steht. Suchen Sie nach Name oder Schlüssel, etwa E-Mail.",
  subjects: "Von wem",
  subjectsHint: "Von allen, wenn niemand gewählt ist.",
  party: "Beteiligte",
  partyHint: "Geben Sie einen Teil des Namens ein.",
  choose: {
    category: "Wählen Sie eine Datenkategorie",
    categoryText:
      "Dann zeigt diese Seite alle, die sie bekommen, direkt oder weitergegeben, mit dem Weg, dem Vertrag, dem Zweck, dem Ort und der Dauer.",
    party: "Wählen Sie Beteiligte",
    partyText:
      "Dann zeigt diese Seite, welche Ihrer Daten dort ankommen, durch welche Datenflüsse und woher.",
    often: "Oft gefragt",
  },
  nobody: "Niemand bekommt an diesem Tag „{{name}}“",
  nobodyText: "Kein laufender Datenfluss trägt es aus Ihren eigenen Systemen.",
  nothing: "{{name}} bekommt an diesem Tag nichts von Ihnen",
  nothingText: "Kein laufender Datenfluss bringt dorthin Daten, die von Ihnen kamen.",
  recipients_one: "{{count}} Empfänger",
  recipients_other: "{{count}} Empfänger",
  columns: {
    party: "Wer es bekommt",
    certainty: "Sicherheit",
    hops: "Schritte",
    categories: "Was davon",
    purposes: "Wofür",
    regions: "Wo",
    retention: "Wie lange",
    contract: "Vertrag",
    source: "Von",
    flow: "Datenfluss",
  },
  direct: "direkt",
  path: "Wie es dorthin kommt",
  promises: "Versprechen zu diesen Daten",
  noPromises: "Kein geltendes Versprechen handelt von diesen Daten.",
  onMap: "Auf der Karte zeigen",
  chokepoints: "Wo es sich aufhalten lässt",
  chokepointsLead: "Die wenigsten Datenflüsse, deren Ende es von {{name}} fernhält:",
  explanation: "In Worten",
};
export default words;
