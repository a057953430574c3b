//! Every field of every kind of record is stored and comes back.

use kept_schema::contract::{Authorisation, DataAtEnd, RenewalKind, TransferMechanism};
use kept_schema::notice::OnwardSharing;
use kept_schema::record::Edit;
use kept_schema::{
    ClauseKind, Consent, Consideration, ContractKind, ContractRole, LegalBasis, PartyKind, PartyStatus, Presence,
    PromiseKind, TaxonomyKind,
};
use serde_json::{Value, json};

use crate::support::{Kept, assert_same, delete, put, run};

/// A record of each kind with every field, and what they refer to.
fn maximal() -> Vec<Edit> {
    let selector = json!({"kinds": ["VENDOR", "PARTNER"], "parties": ["mailer", "123"], "tags": ["email", "eu"]});
    vec![
        put(
            "term",
            json!({"taxonomy": "CATEGORY", "key": "user.loyalty", "name": "Loyalty data",
            "description": "Points and tiers", "parent": "user.contact"}),
        ),
        put("term", json!({"taxonomy": "REGION", "key": "dach", "name": "DACH", "members": ["DE", "AT", "CH"]})),
        put(
            "acceptance",
            json!({"key": "risk-1", "finding": "0123456789abcdef", "verdict": "BROKEN", "severity": "CRITICAL",
            "reason": "Known; ends with \"Nimbus\" 🦀", "owner": "privacy", "acceptedOn": "2026-06-01", "until": "2026-12-31"}),
        ),
        put(
            "assignment",
            json!({"key": "todo-1", "finding": "0123456789abcdef", "to": "privacy 🦀", "assignedOn": "2026-06-01",
            "dueOn": "2026-07-01", "note": "Ask \"Nimbus\" first"}),
        ),
        put(
            "assignment",
            json!({"key": "todo-2", "finding": "fedcba9876543210", "to": "legal", "assignedOn": "2026-06-01"}),
        ),
        put("party", json!({"key": "us", "name": "Acme GmbH", "kind": "SELF", "country": "DE"})),
        put("party", json!({"key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us"})),
        put("party", json!({"key": "123", "name": "Digits only", "kind": "PARTNER"})),
        put(
            "party",
            json!({"key": "mailer", "name": "Nimbus \"Mail\" Inc.\u{0}\u{1f}\n€ 🦀", "kind": "VENDOR", "country": "US",
            "status": "OFFBOARDED", "offboardedOn": "2026-05-31", "owner": "procurement", "website": "https://nimbus.example",
            "privacyPolicy": "https://nimbus.example/privacy", "description": "Sends mail; 'quotes' `ticks` $vars {braces}",
            "identifiers": [{"scheme": "LEI", "value": "5493001KJTIIGC8Y1R12"}, {"scheme": "VAT", "value": "US123"}],
            "contacts": [{"role": "DPO", "email": "dpo@nimbus.example", "name": "Ann", "url": "https://nimbus.example/dpo"},
                {"role": "SECURITY"}],
            "certifications": [{"scheme": "ISO_27001", "validFrom": "2024-04-01", "validUntil": "2027-03-31",
                "url": "https://iso.example"}, {"scheme": "SOC_2"}],
            "tags": ["email", "critical"], "domains": ["nimbus.example", "nimbus-cdn.example"]}),
        ),
        put(
            "observation",
            json!({"key": "har-1", "source": "shop", "host": "Px.Nimbus.example.", "firstSeen": "2026-05-04",
            "lastSeen": "2026-06-04", "evidence": "HAR", "categories": ["user.contact", "user.loyalty"],
            "reference": "crawls/2026-05-04.har", "note": "Seen on \"/checkout\""}),
        ),
        put("channel", json!({"key": "desk", "kind": "EMAIL", "to": ["desk@acme.example"]})),
        put(
            "channel",
            json!({"key": "hook", "name": "Ticket system", "kind": "WEBHOOK", "url": "https://tickets.example/kept",
            "secretFrom": "KEPT_SECRET_TICKETS", "about": {"kinds": ["FINDING", "DEADLINE"], "rules": ["commitment-broken"],
            "minSeverity": "MEDIUM", "owners": ["Legal"], "tags": ["hosting"]}, "schedule": "0 9 * * 1-5",
            "quiet": {"from": "18:30", "until": "08:00", "days": ["SUNDAY"]}, "zone": "Europe/Berlin",
            "escalation": {"after": "P2D", "to": "desk"}, "subject": "{{ alerts | length }} alerts", "resolved": true, "paused": true}),
        ),
        put("channel", json!({"key": "chat", "kind": "SLACK", "urlFrom": "KEPT_SECRET_CHAT", "body": "{{ title }}"})),
        put(
            "observation",
            json!({"key": "list-1", "source": "mailer", "recipient": "123", "firstSeen": "2026-05-04",
            "lastSeen": "2026-05-04", "evidence": "SUBPROCESSOR_LIST"}),
        ),
        put(
            "contract",
            json!({"key": "msa-mailer", "kind": "MASTER_AGREEMENT", "effectiveOn": "2024-01-01",
            "parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "mailer", "role": "SUPPLIER"}]}),
        ),
        put(
            "contract",
            json!({"key": "dpa-mailer", "name": "Data processing agreement", "kind": "DATA_PROCESSING_AGREEMENT",
            "parties": [{"party": "us", "role": "CONTROLLER"}, {"party": "mailer", "role": "PROCESSOR"}],
            "master": "msa-mailer", "signedOn": "2025-01-10", "effectiveOn": "2025-02-01", "endsOn": "2026-01-31",
            "renewal": {"kind": "EXPRESS", "period": "P1Y6M", "notice": "P90D"},
            "renewals": [{"agreedOn": "2026-01-02", "endsOn": "2027-01-31"}, {"agreedOn": "2027-01-02"}],
            "noticeGivenOn": "2027-06-30", "terminatedOn": "2028-01-01",
            "terms": {"categories": ["user.contact", "user.loyalty"], "purposes": ["marketing.communications.email"],
                "subjects": ["customer"], "regions": ["eea", "US", "dach"], "maxRetention": "P2Y",
                "safeguards": ["encryption.transit", "encryption.rest"]},
            "clauses": [
                {"kind": "BREACH_NOTICE", "presence": "PRESENT", "hours": 48, "locator": "§ 7.2"},
                {"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "SPECIFIC", "noticeDays": 30,
                    "objectionDays": 14, "approved": ["123", "shop"]},
                {"kind": "RETURN_OR_DELETE", "presence": "PRESENT", "choice": "CONTROLLERS_CHOICE", "days": 30, "certificate": false},
                {"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC", "modules": [1, 4]},
                {"kind": "LIABILITY", "presence": "UNKNOWN"}],
            "documents": [{"name": "dpa.pdf", "sha256": "ab".repeat(32), "url": "https://docs.example/dpa.pdf"}, {"name": "annex.pdf"}],
            "owner": "legal", "description": "For the newsletter"}),
        ),
        put(
            "contract",
            json!({"key": "addendum", "kind": "ADDENDUM", "amends": "dpa-mailer", "signedOn": "2025-03-01"}),
        ),
        put(
            "flow",
            json!({"key": "shop-mailer", "source": "shop", "recipient": "mailer", "categories": ["user.contact.email"],
            "purposes": ["marketing.communications.email"], "subjects": ["customer"], "legalBasis": "CONSENT",
            "regions": ["US", "dach"], "retention": "P1Y2M3DT4H5M6S", "safeguards": ["encryption.transit"], "consent": "OPT_IN",
            "consideration": "SERVICE", "startedOn": "2025-02-01", "endedOn": "2026-05-30", "contract": "dpa-mailer",
            "verifiedOn": "2026-01-01", "derives": [{"from": ["user.behavior"], "to": ["user.contact", "user.loyalty"]}],
            "description": "Newsletter"}),
        ),
        put("notice", json!({"key": "privacy-2023", "title": "Privacy notice 2023", "effectiveOn": "2023-01-01"})),
        put(
            "notice",
            json!({"key": "privacy-2025", "title": "Privacy notice", "by": "us", "systems": ["shop"],
            "effectiveOn": "2025-01-01", "endedOn": "2030-12-31", "supersedes": "privacy-2023", "consentRenewed": true,
            "audience": {"subjects": ["customer"], "regions": ["world", "dach"]}, "url": "https://acme.example/privacy"}),
        ),
        put(
            "promise",
            json!({"key": "email-only-to-deliver", "notice": "privacy-2025", "kind": "COMMITMENT",
            "quote": "We use your e-mail address only to …", "section": "3.1",
            "scope": {"categories": ["user.contact.email"], "subjects": ["customer"], "regions": ["eea"]},
            "limits": {"onlyPurposes": ["essential.service"], "neverPurposes": ["marketing.advertising"],
                "onlyRecipients": selector, "neverRecipients": selector, "onlyRegions": ["eea"], "neverRegions": ["US"],
                "maxRetention": "P1Y", "safeguards": ["encryption.rest"], "consent": "OPT_IN", "neverSold": true,
                "contractRequired": true, "onwardSharing": "FORBIDDEN"}}),
        ),
        put(
            "promise",
            json!({"key": "we-share-email", "notice": "privacy-2025", "kind": "DISCLOSURE", "quote": "We share …",
            "scope": {"categories": ["user.contact"]},
            "shares": {"purposes": ["essential.service"], "recipients": selector}}),
        ),
    ]
}

/// A record of each kind with only what it must have.
fn minimal() -> Vec<Edit> {
    vec![
        put("term", json!({"taxonomy": "PURPOSE", "key": "x", "name": ""})),
        put("party", json!({"key": "us", "name": "", "kind": "SELF"})),
        put("party", json!({"key": "v", "name": "v", "kind": "VENDOR"})),
        put(
            "contract",
            json!({"key": "c", "kind": "NDA", "signedOn": "2025-01-01",
            "parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "v", "role": "SUPPLIER"}]}),
        ),
        put("flow", json!({"key": "f", "source": "us", "recipient": "v", "startedOn": "1900-01-01"})),
        put("notice", json!({"key": "n", "title": "", "effectiveOn": "2500-12-31"})),
        put("promise", json!({"key": "p", "notice": "n", "kind": "COMMITMENT", "limits": {"neverSold": true}})),
    ]
}

#[test]
fn every_field_comes_back() {
    run(async {
        for edits in [maximal(), minimal()] {
            let mut kept = Kept::in_memory().await;
            kept.commit("apply", edits).await;
            assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
            assert_eq!(kept.store.verify(|_| {}).await.unwrap().defects, []);
        }
    });
}

#[test]
fn every_field_can_be_taken_away_again_and_the_record_too() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", maximal()).await;
        let bare = vec![
            put("term", json!({"taxonomy": "CATEGORY", "key": "user.loyalty", "name": "Loyalty data"})),
            put("party", json!({"key": "mailer", "name": "Nimbus", "kind": "VENDOR"})),
            put(
                "contract",
                json!({"key": "dpa-mailer", "kind": "NDA", "signedOn": "2025-01-10",
                "parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "mailer", "role": "SUPPLIER"}]}),
            ),
            put(
                "flow",
                json!({"key": "shop-mailer", "source": "shop", "recipient": "mailer", "startedOn": "2025-02-01"}),
            ),
            put("notice", json!({"key": "privacy-2025", "title": "Privacy notice", "effectiveOn": "2025-01-01"})),
            put(
                "promise",
                json!({"key": "we-share-email", "notice": "privacy-2025", "kind": "DISCLOSURE",
                "scope": {"categories": ["user.contact"]}, "shares": {}}),
            ),
        ];
        kept.commit("apply", bare).await;
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
        let all: Vec<_> = kept.register.ids().map(|id| delete(&id.to_string())).collect();
        kept.commit("prune", all).await;
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
        assert_eq!(kept.register.ids().count(), 0);
        assert_eq!(kept.store.verify(|_| {}).await.unwrap().defects, []);
    });
}

/// The columns are typed by lists of words: a word that is in the vocabulary and not in the schema
/// fails here. (Give it a migration.)
#[test]
fn every_word_of_the_vocabulary_can_be_stored() {
    /// The base record with each of the words at a path in it.
    fn each(kind: &str, base: &Value, path: &str, words: &[&str]) -> Vec<Edit> {
        words
            .iter()
            .enumerate()
            .map(|(index, word)| {
                let mut json = base.clone();
                let tag: String = path.chars().map(|c| if c == '/' { '-' } else { c.to_ascii_lowercase() }).collect();
                json["key"] = format!("{kind}{tag}-{index}").into();
                *json.pointer_mut(path).unwrap() = (*word).into();
                put(kind, json)
            })
            .collect()
    }
    run(async {
        let mut kept = Kept::in_memory().await;
        let party = json!({"name": "x", "kind": "VENDOR", "status": "ACTIVE"});
        let contract = json!({"kind": "NDA", "signedOn": "2025-01-01", "endsOn": "2026-01-01", "renewal": {"kind": "NONE", "period": "P1Y"},
            "parties": [{"party": "us", "role": "CUSTOMER"}, {"party": "v", "role": "SUPPLIER"}],
            "clauses": [{"kind": "SCOPE", "presence": "PRESENT"},
                {"kind": "SUBPROCESSOR_AUTHORISATION", "presence": "PRESENT", "authorisation": "NONE"},
                {"kind": "RETURN_OR_DELETE", "presence": "PRESENT", "choice": "RETURN"},
                {"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC"}]});
        let flow = json!({"source": "us", "recipient": "v", "startedOn": "2025-01-01", "legalBasis": "CONSENT",
            "consent": "NONE", "consideration": "NONE"});
        let commitment = json!({"notice": "n", "kind": "COMMITMENT",
            "limits": {"neverSold": true, "consent": "OPT_IN", "onwardSharing": "ALLOWED", "onlyRecipients": {"kinds": ["SELF"]}}});
        let mut edits = minimal();
        edits.push(put("party", json!({"key": "system", "name": "x", "kind": "SYSTEM", "operator": "us"})));
        let kinds: Vec<_> = PartyKind::WORDS.iter().copied().filter(|word| *word != "SYSTEM").collect();
        edits.extend(each("party", &party, "/kind", &kinds));
        edits.extend(each("party", &party, "/status", PartyStatus::WORDS));
        edits.extend(each("contract", &contract, "/kind", ContractKind::WORDS));
        edits.extend(each("contract", &contract, "/parties/1/role", ContractRole::WORDS));
        edits.extend(each("contract", &contract, "/renewal/kind", RenewalKind::WORDS));
        edits.extend(each("contract", &contract, "/clauses/0/kind", ClauseKind::WORDS));
        edits.extend(each("contract", &contract, "/clauses/0/presence", Presence::WORDS));
        edits.extend(each("contract", &contract, "/clauses/1/authorisation", Authorisation::WORDS));
        edits.extend(each("contract", &contract, "/clauses/2/choice", DataAtEnd::WORDS));
        edits.extend(each("contract", &contract, "/clauses/3/mechanism", TransferMechanism::WORDS));
        edits.extend(each("flow", &flow, "/legalBasis", LegalBasis::WORDS));
        edits.extend(each("flow", &flow, "/consent", Consent::WORDS));
        edits.extend(each("flow", &flow, "/consideration", Consideration::WORDS));
        edits.extend(each("promise", &commitment, "/limits/onlyRecipients/kinds/0", PartyKind::WORDS));
        edits.extend(each("promise", &commitment, "/limits/onwardSharing", OnwardSharing::WORDS));
        edits.push(put(
            "promise",
            json!({"key": "d", "notice": "n", "kind": PromiseKind::Disclosure,
            "scope": {"categories": ["user.contact"]}, "shares": {}}),
        ));
        for taxonomy in TaxonomyKind::ALL {
            edits.push(put("term", json!({"taxonomy": taxonomy, "key": "added", "name": "Added"})));
        }
        kept.commit("apply", edits).await;
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
    });
}

#[test]
fn the_columns_refuse_what_is_not_of_their_type() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", minimal()).await;
        for wrong in [
            "UPDATE party:v SET kind = 'FRIEND'",
            "UPDATE party:v SET operator = contract:c",
            "UPDATE party:v SET nickname = 'x'",
            "UPDATE flow:f SET source = NONE",
            "UPDATE flow:f SET source = 'us'",
            "UPDATE contract:c SET clauses = [{ kind: 'SCOPE', presence: 'MAYBE', approved: [], modules: [] }]",
            "UPDATE contract:c SET clauses = [{ kind: 'SCOPE', presence: 'PRESENT', approved: [], modules: [], colour: 'red' }]",
            "UPDATE notice:n SET audience.regions = 'DE'",
        ] {
            assert!(kept.store.run_unchecked(wrong).await.is_err(), "{wrong}");
        }
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
    });
}
