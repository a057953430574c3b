//! Findings are held to their registers: whatever single thing is changed in one, a witness still holds only where its finding is
//! still reported. Who is shown a proof need not trust the program that found it.

use std::collections::BTreeSet;

use kept_engine::{Evaluation, Finding, Options, Rule, SharingGraph, evaluate};
use kept_schema::record::Edit;
use kept_schema::{Change, Record, Register};
use serde_json::{Value, json};

use crate::fixture::{day, read, records, register};
use crate::witnesses::{cases, further_cases, only_finding};

const DAY: &str = "2026-06-01";

/// What a field may say instead, by its name.
fn instead(field: &str) -> Vec<Value> {
    let one_of = |values: &[&str]| values.iter().map(|value| json!(value)).collect::<Vec<_>>();
    match field {
        "categories" | "from" | "to" => {
            vec![
                json!(["user.location"]),
                json!(["user.contact"]),
                json!(["user"]),
                json!(["user.contact.email", "user.name"]),
            ]
        }
        "purposes" | "onlyPurposes" | "neverPurposes" => {
            vec![json!(["analytics"]), json!(["essential", "marketing"])]
        }
        "subjects" => vec![json!(["employee"]), json!(["customer", "employee"])],
        "regions" | "onlyRegions" | "neverRegions" => vec![json!(["US"]), json!(["world"]), json!(["DE", "CH"])],
        "safeguards" => vec![json!(["encryption"]), json!(["encryption.rest"]), json!(["logging"])],
        "retention" | "maxRetention" => one_of(&["P1D", "P2Y", "P20Y"]),
        "startedOn" | "effectiveOn" => one_of(&["2026-06-01", "2026-06-02"]),
        "endedOn" | "endsOn" | "terminatedOn" => {
            one_of(&["2026-05-30", "2026-05-31", "2026-06-01", "2026-07-20", "2030-01-01"])
        }
        "verifiedOn" | "firstSeen" | "lastSeen" | "validUntil" => one_of(&["2025-02-01", "2026-05-15", "2026-08-01"]),
        "noticeGivenOn" => one_of(&["2026-05-01"]),
        "consent" => one_of(&["NONE", "OPT_OUT", "OPT_IN"]),
        "consideration" => one_of(&["NONE", "SERVICE", "SALE"]),
        "source" | "recipient" | "party" | "by" => one_of(&["us", "shop", "crm", "mailer", "host"]),
        "operator" => one_of(&["us", "mailer", "host"]),
        "country" => one_of(&["DE", "US", "IN"]),
        "status" => one_of(&["ACTIVE", "OFFBOARDED"]),
        "role" => one_of(&["CONTROLLER", "PROCESSOR", "SUB_PROCESSOR", "SERVICE_PROVIDER", "RECIPIENT"]),
        "presence" => one_of(&["PRESENT", "ABSENT", "UNKNOWN", "NOT_APPLICABLE"]),
        "authorisation" => one_of(&["GENERAL", "SPECIFIC", "NONE"]),
        "systems" => vec![json!(["crm"]), json!(["shop"])],
        "kind" => one_of(&[
            "SELF",
            "SYSTEM",
            "VENDOR",
            "PARTNER",
            "DISCLOSURE",
            "COMMITMENT",
            "DATA_SHARING",
            "DATA_PROCESSING_AGREEMENT",
        ]),
        "parties" => vec![json!(["host"])],
        "modules" => vec![json!([2])],
        _ => Vec::new(),
    }
}

/// The edits that change a single thing of a document: a record loses a field, a list an entry, or something else is said there.
fn changes(document: &Value) -> Vec<Vec<Edit>> {
    let mut all = Vec::new();
    for (list, entries) in document.as_object().unwrap() {
        for entry in entries.as_array().unwrap() {
            let known = records(&json!({list: [entry]}));
            let gone = |left: &[Record]| -> Vec<Edit> {
                let ids = known.iter().map(Record::id).filter(|id| left.iter().all(|record| record.id() != *id));
                ids.map(Edit::Delete).collect()
            };
            all.push(gone(&[]));
            alter(entry, "", &mut |changed| {
                if let Ok(changed) = read(&json!({list: [changed]})) {
                    let gone = gone(&changed);
                    all.push(changed.into_iter().map(Edit::Put).chain(gone).collect());
                }
            });
        }
    }
    all
}

/// Tells of a value that is said otherwise, or lacks something, here or further within.
fn alter(value: &Value, name: &str, tell: &mut dyn FnMut(Value)) {
    instead(name).into_iter().filter(|other| other != value).for_each(&mut *tell);
    match value {
        Value::Object(fields) => {
            for (field, inner) in fields {
                let with = |inner: Option<Value>| {
                    let mut fields = fields.clone();
                    match inner {
                        Some(inner) => drop(fields.insert(field.clone(), inner)),
                        None => drop(fields.remove(field)),
                    }
                    Value::Object(fields)
                };
                tell(with(None));
                alter(inner, field, &mut |inner| tell(with(Some(inner))));
            }
        }
        Value::Array(entries) => {
            for (place, inner) in entries.iter().enumerate() {
                let with = |inner: Option<Value>| {
                    let kept = entries.iter().enumerate();
                    let entry = |(other, entry): (usize, &Value)| {
                        if other == place { inner.clone() } else { Some(entry.clone()) }
                    };
                    Value::Array(kept.filter_map(entry).collect())
                };
                tell(with(None));
                if inner.is_object() {
                    alter(inner, "", &mut |inner| tell(with(Some(inner))));
                }
            }
        }
        _ => {}
    }
}

/// Whether a report of a register has a finding, as grave at least. What else is not disclosed may be told together with it.
fn reports(register: &Register, finding: &Finding) -> bool {
    let is_same = |other: &Finding| match finding.rule {
        Rule::UndisclosedSharing => (other.rule, &other.subject) == (finding.rule, &finding.subject),
        _ => other.id == finding.id,
    };
    let found = evaluate(register, &SharingGraph::new(register), day(DAY), &Options::default()).findings;
    found.iter().any(|other| is_same(other) && other.verdict >= finding.verdict)
}

/// Whoever leaves the program running is told what one who starts it anew is told, after any single change and after it is taken back.
#[test]
fn an_evaluation_follows_every_single_change() {
    for (place, (_, document)) in cases().into_iter().chain(further_cases()).enumerate() {
        let register = register(&document);
        let mut evaluation = Evaluation::new(register.clone(), day(DAY));
        let before = evaluation.report();
        // Most of a document is the same in all of them: a few of its changes for each.
        for edits in changes(&document).into_iter().skip(place % 5).step_by(5) {
            let told = format!("{edits:?}");
            let Ok((changed, changes)) = register.apply(edits.into_iter().map(Into::into), 2) else { continue };
            evaluation.update(changed.clone(), &changes);
            let anew = evaluate(&changed, &SharingGraph::new(&changed), day(DAY), &Options::default());
            assert_eq!(evaluation.report(), anew, "after {told}");
            let back: Vec<Change> = changes.into_iter().map(Change::reversed).collect();
            evaluation.update(register.clone(), &back);
            assert_eq!(evaluation.report(), before, "after {told} and back");
        }
    }
}

/// Holds findings to what becomes of their registers; the rules for which something takes the finding away.
fn held(cases: Vec<(Rule, Value)>) -> Vec<Rule> {
    let mut refused = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in cases {
        let (register, finding) = only_finding(&case);
        let mut tried = 0;
        for edits in changes(&case.1) {
            let told = format!("{edits:?}");
            let Ok((changed, _)) = register.apply(edits.into_iter().map(Into::into), 2) else { continue };
            tried += 1;
            match finding.witness.verify(&changed, day(DAY), &finding) {
                Ok(()) if reports(&changed, &finding) => {}
                Ok(()) => wrong.push(format!("{} ({}): {told}", finding.message.english(), finding.verdict)),
                Err(_) => drop(refused.insert(finding.rule)),
            }
        }
        assert!(tried > 100, "{}: only {tried} changes are valid", finding.rule);
    }
    assert!(wrong.is_empty(), "{} hold without their findings:\n{}", wrong.len(), wrong.join("\n"));
    refused.into_iter().collect()
}

#[test]
fn a_witness_holds_only_where_its_finding_is_reported() {
    assert_eq!(held(cases()), Rule::ALL, "some change takes each finding away");
}

#[test]
fn so_does_one_of_a_finding_that_came_about_in_another_way() {
    assert!(!held(further_cases()).is_empty());
}
