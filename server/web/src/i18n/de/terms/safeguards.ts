import type { TermWords } from "../../terms";

const safeguards: TermWords = {
  access_control: [
    "Zugriffskontrolle",
    "Nur wer eingelassen wird, kommt an die Daten: Menschen und Systeme.",
  ],
  "access_control.least_privilege": [
    "Minimale Berechtigungen",
    "Alle haben nur die Rechte, die ihre Aufgabe verlangt, und nur so lange.",
  ],
  "access_control.mfa": [
    "Mehr-Faktor-Authentisierung",
    "Zur Anmeldung gehört neben dem Passwort ein zweiter Nachweis. Auch 2FA, MFA.",
  ],
  "access_control.physical": [
    "Zutrittskontrolle",
    "Schlösser, Ausweise, Wachdienst und Alarm an Räumen und Maschinen.",
  ],
  "access_control.role_based": [
    "Rollenbasierter Zugriff",
    "Rechte hängen an der Aufgabe und nicht an der Person.",
  ],
  anonymisation: ["Anonymisierung", "Daten so verändern, dass niemand mehr herausfindet, um wen es ging."],
  backup: ["Datensicherung", "Backups: Kopien an anderem Ort, um Verlorenes wiederherzustellen."],
  "backup.restore_testing": [
    "Wiederherstellungstests",
    "Das Zurückholen aus Kopien wird geübt und nicht nur geplant.",
  ],
  business_continuity: [
    "Notfallmanagement",
    "Ein erprobter Plan, nach Brand, Ausfall oder Angriff weiterzumachen.",
  ],
  certification: ["Zertifizierung", "Eine unabhängige Stelle bescheinigt, dass eine Norm eingehalten wird."],
  "certification.gdpr": [
    "Zertifizierung nach DSGVO",
    "Nach einem Verfahren, das eine Aufsichtsbehörde oder der Ausschuss genehmigt hat: Art. 42 DSGVO.",
  ],
  "certification.iso_27001": ["ISO/IEC 27001", "Ein gültiges Zertifikat für Informationssicherheit."],
  "certification.iso_27701": ["ISO/IEC 27701", "Ein gültiges Zertifikat für Datenschutzmanagement."],
  "certification.pci_dss": [
    "PCI DSS",
    "Zahlungskarten werden so behandelt, wie die Kartenorganisationen es verlangen.",
  ],
  "certification.soc_2": [
    "SOC 2",
    "Ein Prüfbericht über Kontrollen eines Dienstleisters; Typ 2 über Monate.",
  ],
  confidentiality: [
    "Verpflichtung zur Vertraulichkeit",
    "Alle, die mit den Daten arbeiten, sind schriftlich oder gesetzlich zur Verschwiegenheit verpflichtet.",
  ],
  data_separation: [
    "Datentrennung",
    "Daten verschiedener Kunden oder Zwecke werden getrennt gehalten. Auch Mandantentrennung.",
  ],
  deletion: [
    "Löschung",
    "Was nicht mehr gebraucht wird oder gelöscht werden soll, wird endgültig entfernt, auch Kopien.",
  ],
  "deletion.automatic": ["Automatische Löschung", "Eine Maschine löscht, wenn die Frist um ist."],
  encryption: ["Verschlüsselung", "Ohne den richtigen Schlüssel sind die Daten unlesbar."],
  "encryption.customer_managed_keys": [
    "Kundenverwaltete Schlüssel",
    "Der Kunde und nicht der Anbieter hat die Schlüssel und kann sie entziehen.",
  ],
  "encryption.end_to_end": [
    "Ende-zu-Ende-Verschlüsselung",
    "Nur Absender und Empfänger können den Inhalt lesen, kein Server dazwischen.",
  ],
  "encryption.in_use": [
    "Verschlüsselung bei der Verarbeitung",
    "Daten bleiben geschützt, auch während mit ihnen gerechnet wird.",
  ],
  "encryption.rest": [
    "Verschlüsselung ruhender Daten",
    "Datenträger, Datenbanken und Kopien sind verschlüsselt.",
  ],
  "encryption.transit": [
    "Verschlüsselung beim Transport",
    "Transportverschlüsselung: Verbindungen sind verschlüsselt, etwa mit TLS.",
  ],
  impact_assessment: [
    "Datenschutz-Folgenabschätzung",
    "Risiken für Menschen wurden vorher schriftlich geprüft: Art. 35 DSGVO.",
  ],
  "impact_assessment.transfer": [
    "Transfer-Folgenabschätzung",
    "Recht und Praxis des Ziellands wurden vor der Übermittlung geprüft. Auch TIA.",
  ],
  incident_response: ["Vorfallmanagement", "Wer was tut, wenn etwas schiefgeht, steht vorher fest."],
  "incident_response.breach_notification": [
    "Meldung von Datenschutzverletzungen",
    "Kunde, Aufsichtsbehörde und Betroffene erfahren rechtzeitig davon: Art. 33 und 34 DSGVO.",
  ],
  logging: [
    "Protokollierung",
    "Ereignisse werden aufgezeichnet, vor Veränderung geschützt und lange genug aufbewahrt.",
  ],
  "logging.audit_trail": ["Prüfpfad", "Es lässt sich zeigen, wer was wann angesehen oder geändert hat."],
  minimisation: [
    "Datenminimierung",
    "Nicht mehr erheben, aufbewahren und weitergeben, als der Zweck verlangt.",
  ],
  "minimisation.redaction": [
    "Schwärzung",
    "Was der Empfänger nicht braucht, wird vorher unkenntlich gemacht.",
  ],
  network_security: [
    "Netzwerksicherheit",
    "Firewalls, getrennte Netze und gehärtete Protokolle schirmen die Systeme ab.",
  ],
  "network_security.intrusion_detection": [
    "Angriffserkennung",
    "Verkehr und Systeme werden auf Einbrüche überwacht, und jemand reagiert.",
  ],
  privacy_by_design: [
    "Datenschutz durch Technikgestaltung",
    "Datenschutz vom ersten Entwurf an: Art. 25 Abs. 1 DSGVO.",
  ],
  "privacy_by_design.default": [
    "Datenschutzfreundliche Voreinstellungen",
    "Wer nichts einstellt, hat die zurückhaltendste Einstellung: Art. 25 Abs. 2 DSGVO.",
  ],
  pseudonymisation: [
    "Pseudonymisierung",
    "Namen und Nummern werden ersetzt; der Weg zurück liegt getrennt. Es bleiben personenbezogene Daten.",
  ],
  "pseudonymisation.hashing": [
    "Hashverfahren",
    "Ersetzt durch eine Einwegfunktion, am besten mit einem Geheimnis.",
  ],
  "pseudonymisation.tokenisation": [
    "Tokenisierung",
    "Ersetzt durch Zufälliges; eine bewachte Tabelle führt zu den echten Werten.",
  ],
  supplier_assessment: ["Prüfung von Dienstleistern", "Vor der Weitergabe und danach immer wieder."],
  testing: ["Sicherheitstests", "Ob Schutzmaßnahmen wirken, wird regelmäßig ausprobiert."],
  "testing.penetration": [
    "Penetrationstests",
    "Fachleute greifen auf Bestellung an und berichten, wie weit sie kamen.",
  ],
  "testing.vulnerability": [
    "Schwachstellenscans",
    "Software wird auf bekannte Lücken abgesucht und rechtzeitig geflickt.",
  ],
  training: [
    "Schulung der Beschäftigten",
    "Beim Einstieg und danach regelmäßig, zum Umgang mit personenbezogenen Daten.",
  ],
};

export default safeguards;
