//! Registers from documents, and changes to them.

use kept_engine::{Finding, Options, Report, SharingGraph, evaluate};
use kept_schema::record::Edit;
use kept_schema::{Day, Notice, Promise, Record, Register};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The records of a document: lists of parties, contracts, flows, notices (with promises), terms.
pub fn records(document: &Value) -> Vec<Record> {
    read(document).unwrap()
}

/// The same; an error when they are not well formed.
pub fn read(document: &Value) -> serde_json::Result<Vec<Record>> {
    fn of<T: DeserializeOwned>(
        document: &Value,
        list: &str,
        record: fn(T) -> Record,
    ) -> serde_json::Result<Vec<Record>> {
        let entries = document[list].as_array().into_iter().flatten();
        entries.map(|entry| Ok(record(serde_json::from_value(entry.clone())?))).collect()
    }
    let mut records = [
        of(document, "terms", Record::Term)?,
        of(document, "parties", Record::Party)?,
        of(document, "contracts", Record::Contract)?,
        of(document, "flows", Record::Flow)?,
        of(document, "acceptances", Record::Acceptance)?,
        of(document, "observations", Record::Observation)?,
    ]
    .concat();
    for mut notice in document["notices"].as_array().cloned().unwrap_or_default() {
        let promises = notice.as_object_mut().unwrap().remove("promises");
        let notice: Notice = serde_json::from_value(notice)?;
        for promise in promises.and_then(|promises| promises.as_array().cloned()).unwrap_or_default() {
            let mut promise: Promise = serde_json::from_value(promise)?;
            promise.notice = Some(notice.key.clone());
            records.push(Record::Promise(promise));
        }
        records.push(Record::Notice(notice));
    }
    Ok(records)
}

pub fn register(document: &Value) -> Register {
    let edits = records(document).into_iter().map(|record| Edit::Put(record).into());
    Register::default().apply(edits, 1).unwrap_or_else(|problems| panic!("{problems}")).0
}

/// The document with fields of one of its entries replaced; a key that is not there is added.
pub fn with(document: &Value, list: &str, key: &str, fields: Value) -> Value {
    let mut document = document.clone();
    if document.get(list).is_none() {
        document[list] = json!([]);
    }
    let entries = document[list].as_array_mut().unwrap();
    let position = entries.iter().position(|entry| entry["key"] == key).unwrap_or_else(|| {
        entries.push(json!({"key": key}));
        entries.len() - 1
    });
    for (name, value) in fields.as_object().unwrap() {
        if value.is_null() {
            entries[position].as_object_mut().unwrap().remove(name);
        } else {
            entries[position][name] = value.clone();
        }
    }
    document
}

pub fn without(document: &Value, list: &str, key: &str) -> Value {
    let mut document = document.clone();
    document[list].as_array_mut().unwrap().retain(|entry| entry["key"] != key);
    document
}

/// The report on a document, all of whose findings prove themselves.
pub fn report(document: &Value, on: &str) -> Report {
    let register = register(document);
    report_on(&register, day(on))
}

pub fn report_on(register: &Register, day: Day) -> Report {
    let graph = SharingGraph::new(register);
    let report = evaluate(register, &graph, day, &Options::default());
    for finding in &report.findings {
        let verified = finding.witness.verify(register, day, finding);
        assert_eq!(verified, Ok(()), "{finding:#?}");
    }
    let mut ids: Vec<_> = report.findings.iter().map(|finding| finding.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), report.findings.len(), "ids are unique");
    assert!(report.complete);
    report
}

/// A finding in a line: rule/aspect verdict severity subject [categories] via path: message.
pub fn line(finding: &Finding) -> String {
    let aspect = finding.aspect.map_or_else(String::new, |aspect| format!("/{aspect}"));
    let list = |items: Vec<String>| items.join(" ");
    let categories = list(finding.categories.iter().map(ToString::to_string).collect());
    let path = list(finding.path.iter().map(ToString::to_string).collect());
    let promise = finding.promise.as_ref().map_or_else(String::new, |promise| format!(" {promise}"));
    let contract = finding.contract.as_ref().map_or_else(String::new, |contract| format!(" {contract}"));
    let clause = finding.clause.map_or_else(String::new, |clause| format!(" {clause}"));
    let due = finding.due_on.map_or_else(String::new, |due| format!(" due {due}"));
    format!(
        "{}{aspect} {} {} {}{promise}{contract}{clause} [{categories}] via {path}{due}",
        finding.rule, finding.verdict, finding.severity, finding.subject
    )
}

pub fn lines(report: &Report) -> Vec<String> {
    report.findings.iter().map(line).collect()
}

pub fn messages(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.message.english()).collect()
}

/// A company about which there is nothing to say on 2026-06-01.
pub fn clean() -> Value {
    json!({
        "parties": [
            {"key": "us", "name": "Acme GmbH", "kind": "SELF", "country": "DE"},
            {"key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us"},
            {"key": "crm", "name": "Customer files", "kind": "SYSTEM", "operator": "us"},
            {"key": "mailer", "name": "Nimbus Mail Inc.", "kind": "VENDOR", "country": "IE", "tags": ["email"]},
            {"key": "host", "name": "Basalt Hosting AG", "kind": "VENDOR", "country": "CH"},
        ],
        "contracts": [
            {"key": "dpa-mailer", "name": "Mail agreement", "kind": "DATA_SHARING",
             "parties": [{"party": "us", "role": "CONTROLLER"}, {"party": "mailer", "role": "CONTROLLER"}],
             "effectiveOn": "2025-02-01",
             "clauses": [{"kind": "TRANSFER_MECHANISM", "presence": "PRESENT", "mechanism": "SCC", "modules": [1]}],
             "terms": {"categories": ["user.contact"], "purposes": ["marketing.communications.email"],
                       "subjects": ["customer"], "regions": ["eea"], "maxRetention": "P2Y",
                       "safeguards": ["encryption.transit"]}},
            {"key": "dpa-host", "kind": "DATA_SHARING",
             "parties": [{"party": "mailer", "role": "CONTROLLER"}, {"party": "host", "role": "RECIPIENT"}],
             "effectiveOn": "2025-02-01",
             "terms": {"categories": ["user.contact.email"], "purposes": ["essential.service.operations"],
                       "regions": ["eea", "CH"]}},
        ],
        "flows": [
            {"key": "shop-mailer", "source": "shop", "recipient": "mailer", "categories": ["user.contact.email"],
             "purposes": ["marketing.communications.email"], "subjects": ["customer"], "regions": ["DE"],
             "retention": "P1Y", "safeguards": ["encryption.transit", "encryption.rest"], "consent": "OPT_IN",
             "consideration": "SERVICE", "startedOn": "2025-02-01"},
            {"key": "mailer-host", "source": "mailer", "recipient": "host", "categories": ["user.contact.email"],
             "purposes": ["essential.service.operations"], "subjects": ["customer"], "regions": ["CH"],
             "retention": "P1Y", "safeguards": ["encryption.rest"], "consent": "OPT_IN", "consideration": "SERVICE",
             "startedOn": "2025-02-01"},
            {"key": "shop-crm", "source": "shop", "recipient": "crm", "categories": ["user.contact", "user.name"],
             "purposes": ["essential.service"], "subjects": ["customer"], "regions": ["DE"], "retention": "P1Y",
             "safeguards": ["encryption.rest"], "startedOn": "2025-02-01"},
        ],
        "notices": [
            {"key": "privacy", "title": "Privacy notice", "by": "us", "effectiveOn": "2025-01-01",
             "audience": {"subjects": ["customer"]},
             "promises": [
                {"key": "we-share-email", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]},
                 "shares": {"purposes": ["marketing", "essential"], "recipients": {"kinds": ["VENDOR"]}}},
             ]},
        ],
    })
}

/// The clean company with one more commitment about e-mail addresses.
pub fn promising(limits: Value) -> Value {
    let mut document = clean();
    let promise = json!({"key": "promise", "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]}, "limits": limits});
    document["notices"][0]["promises"].as_array_mut().unwrap().push(promise);
    document
}

/// The clauses that a contract with a processor must have (GDPR Art. 28).
pub const OF_PROCESSORS: [&str; 11] = [
    "SCOPE",
    "DOCUMENTED_INSTRUCTIONS",
    "CONFIDENTIALITY",
    "SECURITY_MEASURES",
    "SUBPROCESSOR_FLOW_DOWN",
    "RIGHTS_ASSISTANCE",
    "COMPLIANCE_ASSISTANCE",
    "BREACH_NOTICE",
    "RETURN_OR_DELETE",
    "AUDIT_RIGHTS",
    "SUBPROCESSOR_AUTHORISATION",
];

/// One of them; that of authorisation authorises anyone.
pub fn clause(kind: &str, presence: &str) -> Value {
    let mut clause = json!({"kind": kind, "presence": presence});
    if kind == "SUBPROCESSOR_AUTHORISATION" {
        clause["authorisation"] = json!("GENERAL");
    }
    clause
}

/// All of them, present.
pub fn clauses() -> Value {
    OF_PROCESSORS.iter().map(|kind| clause(kind, "PRESENT")).collect()
}

/// The clean company whose mailer works for it, under contracts that lack nothing.
pub fn processing() -> Value {
    let purposes = ["marketing.communications.email", "essential.service.operations"];
    let upper = json!({
        "parties": [{"party": "us", "role": "CONTROLLER"}, {"party": "mailer", "role": "PROCESSOR"}],
        "clauses": clauses(),
        "terms": {"categories": ["user.contact"], "purposes": purposes, "regions": ["eea", "CH"], "maxRetention": "P2Y"}});
    let lower = json!({
        "clauses": clauses(),
        "terms": {"categories": ["user.contact"], "purposes": purposes, "regions": ["eea", "CH"], "maxRetention": "P2Y"}});
    with(&with(&clean(), "contracts", "dpa-mailer", upper), "contracts", "dpa-host", lower)
}

/// The processor's contract with one clause recorded otherwise.
pub fn with_clause(document: &Value, contract: &str, clause: &Value) -> Value {
    let contracts = document["contracts"].as_array().unwrap();
    let found = contracts.iter().find(|found| found["key"] == contract).unwrap();
    let mut clauses = found["clauses"].as_array().cloned().unwrap_or_default();
    clauses.retain(|known| known["kind"] != clause["kind"]);
    clauses.push(clause.clone());
    with(document, "contracts", contract, json!({"clauses": clauses}))
}

/// The clean company that promises never to sell, and whose mailer is called a service provider.
pub fn providing() -> Value {
    let clauses: Vec<Value> = [
        ("PURPOSE_LIMITATION", "PRESENT"),
        ("NO_SALE_OR_SHARE", "PRESENT"),
        ("NO_COMBINING", "ABSENT"),
        ("SAME_PROTECTION", "PRESENT"),
        ("STOP_AND_REMEDIATE", "PRESENT"),
        ("CANNOT_COMPLY_NOTICE", "PRESENT"),
    ]
    .map(|(kind, presence)| json!({"kind": kind, "presence": presence}))
    .into();
    let parties = json!([{"party": "us", "role": "BUSINESS"}, {"party": "mailer", "role": "SERVICE_PROVIDER"}]);
    with(
        &promising(json!({"neverSold": true})),
        "contracts",
        "dpa-mailer",
        json!({"parties": parties, "clauses": clauses}),
    )
}

/// The clean company that promised something else before, and keeps what it collected then.
pub fn promised_before() -> Value {
    let old = json!({"title": "Privacy notice of 2024", "by": "us", "effectiveOn": "2024-01-01",
        "audience": {"subjects": ["customer"]},
        "promises": [{"key": "no-newsletter", "kind": "COMMITMENT", "scope": {"categories": ["user.contact.email"]},
            "limits": {"neverPurposes": ["marketing"]}}]});
    let document = with(&clean(), "notices", "privacy-2024", old);
    let document = with(&document, "notices", "privacy", json!({"supersedes": "privacy-2024"}));
    with(&document, "flows", "shop-mailer", json!({"retention": "P2Y"}))
}
