import type { TermWords } from "../../terms";

/** Groups of countries. */
const regions: TermWords = {
  world: ["Alle Länder", "Weltweit: Es ist keine Grenze gewollt. Das ist etwas anderes als nicht erfasst."],
  eu: ["Europäische Union", "Die 27 Mitgliedstaaten (EU)."],
  eea: [
    "Europäischer Wirtschaftsraum",
    "Die Mitgliedstaaten mit Island, Liechtenstein und Norwegen (EWR): wo die DSGVO gilt.",
  ],
  efta: ["Europäische Freihandelsassoziation", "Island, Liechtenstein, Norwegen und die Schweiz (EFTA)."],
  // As one country it is GB, which browsers call UK or Vereinigtes Königreich: in one list the two need two names.
  uk: [
    "Großbritannien und Nordirland",
    "Das Vereinigte Königreich ohne Guernsey, Jersey, Man und Gibraltar.",
  ],
  adequate: [
    "Länder mit Angemessenheitsbeschluss",
    "Drittländer, deren Schutz die Kommission am gefragten Tag für angemessen befunden hat: Art. 45 DSGVO.",
  ],
};

export default regions;
