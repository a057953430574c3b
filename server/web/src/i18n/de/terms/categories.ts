import type { TermWords } from "../../terms";

const categories: TermWords = {
  system: ["Systemdaten", "Was eine Anwendung über sich selbst speichert und nicht über Menschen."],
  "system.authentication": [
    "Zugangsdaten von Systemen",
    "Geheimnisse und Token, mit denen sich ein Dienst bei einem anderen ausweist.",
  ],
  "system.operations": [
    "Betriebsdaten von Systemen",
    "Protokolle, Versionen, Warteschlangen und Fehler, die niemanden einzeln betreffen.",
  ],
  user: [
    "Personenbezogene Daten",
    "Alles über eine Person: was sie angegeben hat, was beobachtet und was daraus geschlossen wurde.",
  ],
  "user.account": [
    "Nutzerkonto",
    "Was gespeichert ist, weil jemand ein Konto hat: Status, Tarif und Verlauf.",
  ],
  "user.account.settings": [
    "Kontoeinstellungen",
    "Was jemand im Konto gewählt hat: Benachrichtigungen, Darstellung, Zeitzone.",
  ],
  "user.account.username": [
    "Benutzername",
    "Der Name, mit dem sich jemand anmeldet oder der anderen gezeigt wird.",
  ],
  "user.authorization": [
    "Berechtigungsdaten",
    "Was jemand in einem Dienst darf, und womit die eigene Identität belegt wird.",
  ],
  "user.authorization.biometric": [
    "Biometrische Anmeldung",
    "Fingerabdruck, Gesicht oder Stimme anstelle eines Passworts.",
  ],
  "user.authorization.credentials": [
    "Zugangsdaten",
    "Womit sich jemand anmeldet: Name und Geheimnis, Passkey oder Wiederherstellungscode.",
  ],
  "user.authorization.password": [
    "Passwort",
    "Das geheime Wort bei der Anmeldung, im Klartext, als Hash oder verschlüsselt.",
  ],
  "user.behavior": ["Nutzungsverhalten", "Was jemand in einem Produkt getan hat: Klicks, Besuche, Aufrufe."],
  "user.behavior.browsing_history": ["Browserverlauf", "Welche Seiten jemand wann geöffnet hat."],
  "user.behavior.media_consumption": [
    "Mediennutzung",
    "Welche Videos, Musik, Artikel oder Sendungen jemand gesehen, gehört oder gelesen hat.",
  ],
  "user.behavior.purchase_history": [
    "Kaufhistorie",
    "Frühere Bestellungen und Einkäufe: Waren, Beträge, Tage, Rücksendungen.",
  ],
  "user.behavior.search_history": [
    "Suchverlauf",
    "Was jemand in ein Suchfeld eingegeben und danach gewählt hat.",
  ],
  "user.biometric": [
    "Biometrische Daten",
    "Messungen des Körpers oder Verhaltens, die jemanden erkennen lassen. Zum Identifizieren eine besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.biometric.fingerprint": [
    "Fingerabdruck",
    "Die Linien eines Fingers, als Bild oder als daraus berechnete Vorlage.",
  ],
  "user.biometric.health": [
    "Biometrische Gesundheitsdaten",
    "Körperwerte wie Puls, Schlaf oder Sauerstoff, etwa von einer Uhr am Handgelenk.",
  ],
  "user.biometric.retinal": ["Netzhautscan", "Die Blutgefäße hinten im Auge, als Bild oder Vorlage."],
  "user.biometric.voice": [
    "Sprachaufnahme",
    "Aufgenommene Sprache oder ein Stimmabdruck, an dem man jemanden erkennt.",
  ],
  "user.childrens": [
    "Daten von Kindern",
    "Alles über Menschen, die noch nicht selbst einwilligen können. Vgl. Art. 8 DSGVO.",
  ],
  "user.contact": ["Kontaktdaten", "Wie man jemanden erreicht: Post, E-Mail, Telefon oder Web."],
  "user.contact.address": [
    "Postanschrift",
    "Die Adresse, unter der jemand wohnt oder Post bekommt, ganz oder in Teilen.",
  ],
  "user.contact.address.city": ["Wohnort", "Die Stadt oder Gemeinde einer Anschrift."],
  "user.contact.address.country": ["Land", "Allein das Land einer Anschrift."],
  "user.contact.address.postal_code": [
    "Postleitzahl",
    "Die PLZ einer Anschrift; in manchen Ländern steht sie für wenige Häuser.",
  ],
  "user.contact.address.state": ["Bundesland oder Kanton", "Der Landesteil einer Anschrift."],
  "user.contact.address.street": [
    "Straße und Hausnummer",
    "Der Teil einer Anschrift, der zur Haustür führt.",
  ],
  "user.contact.email": [
    "E-Mail-Adresse",
    "Die Adresse, unter der jemand E-Mails bekommt, privat oder beruflich.",
  ],
  "user.contact.fax_number": ["Faxnummer", "Die Nummer, unter der jemand Faxe bekommt."],
  "user.contact.organization": [
    "Organisation",
    "Firma, Verein oder Stelle, unter der jemand im Adressbuch steht.",
  ],
  "user.contact.phone_number": ["Telefonnummer", "Die Nummer für Anrufe und SMS, mobil oder Festnetz."],
  "user.contact.url": ["Website", "Homepage, Blog oder Profil, das jemand als eigenes angibt."],
  "user.content": [
    "Nutzerinhalte",
    "Was Menschen in einem Dienst schreiben, hochladen oder gestalten, und was über sie entsteht.",
  ],
  "user.content.private": [
    "Private Inhalte",
    "Nachrichten, Entwürfe, Dateien und Fotos, die nur Ausgewählte sehen.",
  ],
  "user.content.public": [
    "Öffentliche Inhalte",
    "Beiträge, Bewertungen und Kommentare, die alle lesen können.",
  ],
  "user.content.self_image": ["Bild der Person", "Ein Foto oder Video, auf dem jemand zu erkennen ist."],
  "user.criminal_history": [
    "Verurteilungen und Straftaten",
    "Auch Anklagen und Ermittlungen. Nur unter behördlicher Aufsicht oder wo ein Gesetz es zulässt: Art. 10 DSGVO.",
  ],
  "user.demographic": [
    "Demografische Daten",
    "Womit Bevölkerungen beschrieben werden: Alter, Geschlecht, Sprache, Familie.",
  ],
  "user.demographic.age_range": ["Altersgruppe", "Eine Spanne wie 25 bis 34 statt des genauen Alters."],
  "user.demographic.date_of_birth": [
    "Geburtsdatum",
    "Der Tag der Geburt, an dem man jemanden mit dem Namen oft schon erkennt.",
  ],
  "user.demographic.gender": ["Geschlecht", "Weiblich, männlich, divers oder anders."],
  "user.demographic.language": ["Sprache", "Die Sprache, in der jemand angesprochen werden möchte."],
  "user.demographic.marital_status": [
    "Familienstand",
    "Ledig, verheiratet, verpartnert, geschieden oder verwitwet.",
  ],
  "user.demographic.political_opinion": [
    "Politische Meinungen",
    "Parteizugehörigkeit, Wahlverhalten, Petitionen. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.demographic.profile": [
    "Interessenprofil",
    "Ein Bild von Interessen und Vorlieben aus dem, was über jemanden bekannt ist.",
  ],
  "user.demographic.race_ethnicity": [
    "Rassische und ethnische Herkunft",
    "Angegeben oder erschlossen. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.demographic.religious_belief": [
    "Religion und Weltanschauung",
    "Auch was darauf schließen lässt, wie Speisewünsche oder Kirchensteuer. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.demographic.sexual_orientation": [
    "Sexuelle Orientierung",
    "Angegeben oder erschlossen. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.device": [
    "Gerätedaten",
    "Angaben zu Telefon, Rechner oder Browser: Modell, Version, Bildschirm, Kennungen.",
  ],
  "user.device.cookie": ["Cookie-Inhalt", "Was eine Website in einem Cookie im Browser abgelegt hat."],
  "user.device.cookie_id": ["Cookie-Kennung", "Die zufällige Nummer, an der ein Browser wiedererkannt wird."],
  "user.device.device_id": ["Gerätekennung", "Serien-, Werbe- oder Hardwarenummer eines Geräts."],
  "user.device.ip_address": [
    "IP-Adresse",
    "Die Netzadresse einer Verbindung; sie verrät auch Ort und Internetanbieter.",
  ],
  "user.financial": ["Finanzdaten", "Konten, Einkommen, Schulden, Bonität und frühere Zahlungen."],
  "user.financial.bank_account": ["Bankverbindung", "Kontonummer, IBAN und Name der Bank."],
  "user.financial.credit_card": ["Kreditkartendaten", "Nummer, Ablaufdatum und Inhaber einer Zahlungskarte."],
  "user.government_id": ["Ausweisdaten", "Ausweise und Nummern, die eine Behörde vergibt."],
  "user.government_id.birth_certificate": ["Geburtsurkunde", "Die amtliche Urkunde mit Ort, Tag und Eltern."],
  "user.government_id.drivers_license_number": ["Führerscheinnummer", "Die Nummer eines Führerscheins."],
  "user.government_id.immigration": ["Aufenthaltstitel", "Visum, Aufenthalts- oder Arbeitserlaubnis."],
  "user.government_id.national_identification_number": [
    "Nationale Kennziffer",
    "Eine persönliche Nummer des Staates wie Sozialversicherungs-, Steuer- oder Personalausweisnummer. Vgl. Art. 87 DSGVO.",
  ],
  "user.government_id.passport_number": ["Reisepassnummer", "Nummer und weitere Angaben eines Passes."],
  "user.government_id.vehicle_registration": [
    "Kfz-Kennzeichen",
    "Das Nummernschild oder die Zulassung, die ein Auto seinem Halter zuordnen.",
  ],
  "user.health_and_medical": [
    "Gesundheitsdaten",
    "Krankheit, Behandlung, Medikamente, Behinderung. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.health_and_medical.genetic": [
    "Genetische Daten",
    "Ergebnisse von DNA-Tests und Ererbtes. Besondere Kategorie nach Art. 9 DSGVO.",
  ],
  "user.health_and_medical.insurance_beneficiary_id": [
    "Krankenversichertennummer",
    "Die Nummer, unter der eine Krankenkasse ihr Mitglied führt.",
  ],
  "user.health_and_medical.record_id": [
    "Nummer der Patientenakte",
    "Unter der eine Praxis, ein Labor oder ein Krankenhaus jemanden führt.",
  ],
  "user.job_title": ["Berufsbezeichnung", "Stellung oder Beruf einer Person."],
  "user.location": ["Standortdaten", "Wo jemand ist oder war, gleich woher man es weiß."],
  "user.location.imprecise": [
    "Ungefährer Standort",
    "Nicht genauer als etwa 500 Meter: Stadtteil, Ort oder eine gekürzte Position.",
  ],
  "user.location.precise": [
    "Genauer Standort",
    "Auf 500 Meter oder genauer, meist über GPS, WLAN oder Funkzellen.",
  ],
  "user.name": ["Name", "Wie jemand heißt, ganz oder in Teilen."],
  "user.name.first": ["Vorname", "Der Rufname."],
  "user.name.last": ["Nachname", "Der Familienname."],
  "user.payment": [
    "Zahlungsdaten",
    "Wie und wann jemand bezahlt hat: Zahlungsart, Betrag, Rechnung, Verwendungszweck.",
  ],
  "user.privacy_preferences": [
    "Datenschutzeinstellungen",
    "Erteilte, verweigerte oder widerrufene Einwilligungen, Widersprüche und Opt-out-Signale.",
  ],
  "user.sensor": [
    "Sensordaten",
    "Messwerte, die sich jemandem zuordnen lassen, etwa von Stromzähler, Auto oder Kamera.",
  ],
  "user.social": [
    "Soziale Beziehungen",
    "Wen jemand kennt und wem jemand folgt, was gefällt und geteilt wird.",
  ],
  "user.telemetry": [
    "Telemetriedaten",
    "Technische Signale einer App oder eines Geräts, etwa Absturzberichte oder Messwerte.",
  ],
  "user.unique_id": ["Eindeutige Kennung", "Eine Nummer, an der ein System jemanden wiedererkennt."],
  "user.unique_id.pseudonymous": [
    "Pseudonyme Kennung",
    "Eine Nummer, die für jemanden steht, ohne den Namen zu nennen.",
  ],
  "user.user_sensor": [
    "Sensordaten eigener Geräte",
    "Was das eigene Gerät misst: Bewegung, Licht, Lautstärke.",
  ],
  "user.workplace": ["Arbeitgeber oder Arbeitsort", "Wo oder für wen jemand arbeitet."],
};

export default categories;
