import type { TermWords } from "../../terms";

/** In the plural, as records of processing name those whose data they are about. */
const subjects: TermWords = {
  anonymous_user: [
    "Anonyme Nutzer",
    "Niemand kann sagen, jetzt oder später, wer es war. Sonst sind es Besucher oder Kunden.",
  ],
  citizen_voter: ["Bürger und Wähler", "Wer im Wählerverzeichnis oder Melderegister steht."],
  commuter: ["Pendler", "Regelmäßige Wege werden erfasst: durch Fahrkarten, Zählungen oder Telefone."],
  consultant: ["Externe Berater", "Fachleute und Freie, die eine Zeit lang für die Organisation arbeiten."],
  customer: ["Kunden", "Wer kauft oder ein Konto hat, und Ansprechpartner bei Geschäftskunden."],
  employee: ["Beschäftigte", "Das eigene Personal, in Vollzeit, Teilzeit oder befristet."],
  job_applicant: ["Bewerber", "Wer eingestellt werden möchte und sich beworben hat."],
  next_of_kin: [
    "Angehörige",
    "Verwandte oder Partner, die jemand anders angegeben hat, etwa als Notfallkontakt.",
  ],
  passenger: ["Passagiere", "Reisende in Bus, Bahn, Schiff, Auto oder Flugzeug."],
  patient: ["Patienten", "Wer ärztlich oder pflegerisch behandelt wird oder darum bittet."],
  prospect: ["Interessenten", "Wer vielleicht kauft, aber noch nichts gekauft hat."],
  shareholder: ["Anteilseigner", "Wem ein Teil des Unternehmens gehört, etwa als Aktionär."],
  supplier_vendor: [
    "Lieferanten und Dienstleister",
    "Einzelunternehmer, die liefern, und Menschen, die für ein lieferndes Unternehmen handeln.",
  ],
  trainee: ["Auszubildende und Praktikanten", "Wer da ist, um zu lernen, auch in Kursen."],
  visitor: ["Besucher", "Wer eine Website oder ein Gebäude besucht."],
};

export default subjects;
