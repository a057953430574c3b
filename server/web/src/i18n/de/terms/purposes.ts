import type { TermWords } from "../../terms";

const purposes: TermWords = {
  analytics: [
    "Analyse",
    "Zählen und vergleichen, um zu erfahren, wie etwas ankommt: Produkt, Inhalte, Kampagne.",
  ],
  "analytics.reporting": ["Berichtswesen", "Regelmäßige Zahlen und Übersichten aus der Nutzung."],
  "analytics.reporting.ad_performance": [
    "Messung der Werbeleistung",
    "Ob eine Anzeige gesehen oder angeklickt wurde oder zu einem Kauf führte.",
  ],
  "analytics.reporting.campaign_insights": [
    "Zielgruppen- und Kampagnenanalyse",
    "Welche Gruppen eine Kampagne erreichte, oft aus mehreren Quellen.",
  ],
  "analytics.reporting.content_performance": [
    "Erfolgsmessung von Inhalten",
    "Welche Artikel, Videos oder Seiten wahrgenommen, gelesen oder verlassen werden.",
  ],
  "analytics.reporting.system": [
    "Auswertung der Systemnutzung",
    "Was in einer Anwendung geschieht: Anmeldungen, Anfragen, genutzte Funktionen.",
  ],
  "analytics.reporting.system.performance": [
    "Auswertung der Systemleistung",
    "Geschwindigkeit, Last und Ausfälle einer Anwendung.",
  ],
  collect: [
    "Erhebung",
    "Sammeln und speichern, bevor der Zweck feststeht. Mit der Zweckbindung kaum vereinbar.",
  ],
  employment: [
    "Beschäftigungsverhältnis",
    "Was ein Arbeitgeber mit Daten des Personals tut: Verträge, Lohn, Abwesenheit, Beurteilung.",
  ],
  "employment.recruitment": ["Personalgewinnung", "Bewerbungen: suchen, Gespräche führen, auswählen."],
  essential: [
    "Erforderliche Zwecke",
    "Ohne sie ließe sich das Produkt nicht rechtmäßig, sicher oder überhaupt anbieten.",
  ],
  "essential.fraud_detection": [
    "Betrugserkennung",
    "Betrug, Kontoübernahme und Missbrauch erkennen und verhindern.",
  ],
  "essential.legal_obligation": [
    "Rechtliche Verpflichtung",
    "Was ein Gesetz verlangt, etwa Rechnungen aufbewahren oder einer Behörde antworten.",
  ],
  "essential.service": [
    "Bereitstellung des Dienstes",
    "Menschen das Produkt geben, um das sie gebeten haben.",
  ],
  "essential.service.authentication": ["Anmeldung", "Prüfen, ob jemand ist, wer er zu sein angibt."],
  "essential.service.notifications": [
    "Servicenachrichten",
    "Was man zur Nutzung wissen muss: Bestätigungen, Erinnerungen, Störungen. Keine Werbung.",
  ],
  "essential.service.notifications.email": [
    "Servicenachrichten per E-Mail",
    "Bestätigungen, Belege und Warnungen ins Postfach.",
  ],
  "essential.service.notifications.sms": [
    "Servicenachrichten per SMS",
    "Codes, Erinnerungen an Termine und Warnungen als SMS.",
  ],
  "essential.service.operations": [
    "Betrieb des Dienstes",
    "Hosting, Wartung und was sonst täglich nötig ist, damit das Produkt läuft.",
  ],
  "essential.service.operations.improve": [
    "Verbesserung des Kundenservice",
    "Schneller und besser helfen, etwa durch Auswertung früherer Anfragen.",
  ],
  "essential.service.operations.support": [
    "Kundenservice",
    "Support: Fragen von Nutzern beantworten und Probleme lösen.",
  ],
  "essential.service.payment_processing": [
    "Zahlungsabwicklung",
    "Geld für einen Kauf einziehen, abrechnen und erstatten.",
  ],
  "essential.service.security": [
    "Sicherheit",
    "Eindringlinge und Schadsoftware fernhalten, Schwachstellen rechtzeitig finden.",
  ],
  "essential.service.upgrades": ["Aktualisierungen", "Auf eine neue Version hinweisen und sie ausliefern."],
  finance: ["Finanz- und Rechnungswesen", "Buchhaltung, Rechnungen, Steuern und Prüfung."],
  functional: ["Komfortfunktionen", "Was man vom Produkt erwarten darf, obwohl es auch ohne liefe."],
  "functional.service": ["Zusatzfunktionen", "Wählbare Funktionen und Erweiterungen eines Produkts."],
  "functional.service.improve": [
    "Produktverbesserung",
    "Mit Erfahrungen ein Produkt berichtigen und weiterentwickeln.",
  ],
  "functional.storage": [
    "Speicherung auf dem Endgerät",
    "Etwas im Telefon oder Browser ablegen und wieder auslesen, wie Cookies es tun.",
  ],
  "functional.storage.privacy_preferences": [
    "Speicherung von Datenschutzeinstellungen",
    "Auf dem Gerät merken und weitergeben, was jemand erlaubt oder abgelehnt hat.",
  ],
  marketing: ["Marketing", "Kunden gewinnen und halten, durch Kampagnen und Werbung jeder Art."],
  "marketing.advertising": ["Werbung", "Anzeigen zeigen, auf eigenen Seiten oder anderswo."],
  "marketing.advertising.first_party": [
    "Werbung mit eigenen Daten",
    "Anzeigen allein mit dem, was man selbst erhoben hat.",
  ],
  "marketing.advertising.first_party.contextual": [
    "Kontextbezogene Werbung",
    "Anzeigen, die zur Seite passen und nicht zur Person.",
  ],
  "marketing.advertising.first_party.targeted": [
    "Personalisierte Werbung mit eigenen Daten",
    "Anzeigen für eine Person nach dem, was sie in diesem Produkt getan hat.",
  ],
  "marketing.advertising.frequency_capping": [
    "Begrenzung der Werbehäufigkeit",
    "Niemand sieht dieselbe Anzeige immer wieder.",
  ],
  "marketing.advertising.negative_targeting": [
    "Ausschluss von Zielgruppen",
    "Manche aus einer Kampagne auslassen, etwa Minderjährige oder Bestandskunden.",
  ],
  "marketing.advertising.profiling": [
    "Profiling für Werbung",
    "Auf Interessen schließen, um später Anzeigen zu wählen.",
  ],
  "marketing.advertising.serving": [
    "Auslieferung von Werbung",
    "Eine Anzeige technisch auf den Bildschirm bringen.",
  ],
  "marketing.advertising.third_party": [
    "Werbung mit Daten Dritter",
    "Anzeigen mit Daten, die von anderen Unternehmen kommen oder an sie gehen.",
  ],
  "marketing.advertising.third_party.targeted": [
    "Personalisierte Werbung mit Daten Dritter",
    "Anzeigen für eine Person aus dem, was mehrere Unternehmen über sie wissen, über Websites und Apps hinweg.",
  ],
  "marketing.communications": [
    "Werbenachrichten",
    "Kunden und Interessenten anschreiben, um sie zu gewinnen, auf jedem Weg.",
  ],
  "marketing.communications.email": ["E-Mail-Werbung", "Newsletter und Angebote per E-Mail."],
  "marketing.communications.sms": ["SMS-Werbung", "Angebote per SMS."],
  operations: [
    "Geschäftsbetrieb",
    "Das Innere eines Unternehmens neben dem Produkt: Planung, Einkauf, Verwaltung.",
  ],
  personalize: [
    "Personalisierung",
    "Ändern, was jemand sieht oder bekommt, nach dem, was über ihn bekannt ist.",
  ],
  "personalize.content": [
    "Personalisierung von Inhalten",
    "Artikel, Produkte oder Empfehlungen für jeden Einzelnen wählen.",
  ],
  "personalize.content.limited": [
    "Inhaltsauswahl mit wenigen Daten",
    "Nach kaum mehr als der Seite und der ungefähren Region.",
  ],
  "personalize.content.profiled": [
    "Inhaltsauswahl nach einem Profil",
    "Nach einem Profil, das vorher entstand.",
  ],
  "personalize.content.profiling": [
    "Profiling für Inhalte",
    "Ein Profil der Interessen bilden, nach dem später empfohlen wird.",
  ],
  "personalize.profiling": [
    "Profiling für Inhalte (alter Schlüssel)",
    "Nur damit ältere Register sich laden lassen; schreiben Sie personalize.content.profiling.",
  ],
  "personalize.system": [
    "Personalisierung der Oberfläche",
    "Aufbau, Sprache oder Funktionen der Person anpassen.",
  ],
  sales: ["Vertrieb", "Käufer finden, mit ihnen sprechen, anbieten und abschließen."],
  third_party_sharing: [
    "Weitergabe an Dritte",
    "Daten einer anderen Organisation für deren eigene Zwecke geben.",
  ],
  "third_party_sharing.legal_obligation": [
    "Rechtlich verlangte Weitergabe",
    "Weil ein Gericht, eine Behörde, ein Gesetz oder ein Vertrag es verlangt.",
  ],
  train_ai_system: ["KI-Training", "Daten als Beispiele, aus denen ein Modell lernt."],
};

export default purposes;
