//! Findings prove themselves, and what is made up does not.

use kept_engine::witness::Travelled;
use kept_engine::{Certainty, Finding, Severity, Verdict, WitnessError};
use kept_schema::Register;
use serde_json::{Value, json};

use crate::fixture::{clean, day, promising, register, report_on, with, without};

fn only_finding(document: &Value) -> (Register, Finding) {
    let register = register(document);
    let mut report = report_on(&register, day("2026-06-01"));
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    (register, report.findings.remove(0))
}

fn verify(register: &Register, finding: &Finding) -> Result<(), WitnessError> {
    finding.witness.verify(register, day("2026-06-01"), finding)
}

/// Documents with exactly one finding of each kind.
fn cases() -> Vec<Value> {
    let flow = |fields: Value| with(&clean(), "flows", "shop-mailer", fields);
    let contract = |fields: Value| with(&clean(), "contracts", "dpa-mailer", fields);
    vec![
        without(&clean(), "contracts", "dpa-host"),
        contract(json!({"endsOn": "2026-05-31"})),
        flow(json!({"retention": "P9Y"})),
        with(&clean(), "parties", "host", json!({"status": "OFFBOARDED"})),
        contract(json!({"endsOn": "2026-06-30"})),
        contract(json!({"endsOn": "2026-07-01", "renewal": {"kind": "TACIT", "period": "P1Y", "notice": "P30D"}})),
        promising(json!({"onlyRecipients": {"parties": ["mailer"]}})),
        with(
            &clean(),
            "notices",
            "privacy",
            json!({"promises": [{"key": "told", "kind": "DISCLOSURE",
            "scope": {"categories": ["user"]}, "shares": {"recipients": {"parties": ["mailer"]}}}]}),
        ),
        {
            let mut document = clean();
            document["notices"] = json!([]);
            document
        },
        with(
            &clean(),
            "notices",
            "privacy",
            json!({"promises": [
            {"key": "told", "kind": "DISCLOSURE", "scope": {"categories": ["user.contact"]}},
            {"key": "untrue", "kind": "DISCLOSURE", "scope": {"categories": ["user.location"]}}]}),
        ),
    ]
}

#[test]
fn a_finding_does_not_hold_of_a_register_without_its_cause() {
    let clean = register(&clean());
    for document in cases() {
        let (register, finding) = only_finding(&document);
        assert_eq!(verify(&register, &finding), Ok(()));
        assert!(verify(&clean, &finding).is_err(), "{finding:#?}");
        assert!(verify(&Register::default(), &finding).is_err(), "{finding:#?}");
    }
}

#[test]
fn a_tampered_finding_is_refused() {
    for document in cases() {
        let (register, finding) = only_finding(&document);
        let mut tampered: Vec<(&str, Finding)> = Vec::new();
        let mut change = |what: &'static str, change: &dyn Fn(&mut Finding)| {
            let mut changed = finding.clone();
            change(&mut changed);
            if changed != finding {
                tampered.push((what, changed));
            }
        };
        change("verdict", &|finding| finding.verdict = Verdict::Kept);
        change("verdict", &|finding| finding.verdict = Verdict::Broken);
        change("severity", &|finding| finding.severity = Severity::Critical);
        change("subject", &|finding| finding.subject = "flow:shop-crm".parse().unwrap());
        change("due day", &|finding| finding.due_on = finding.due_on.map(kept_schema::Day::next));
        change("path", &|finding| {
            finding.path.pop();
        });
        change("path", &|finding| finding.path.reverse());
        change("categories", &|finding| {
            if !finding.categories.is_empty() {
                finding.categories = vec!["user.location".parse().unwrap()];
            }
        });
        change("no travel", &|finding| finding.witness.travelled = None);
        change("travel", &|finding| {
            if let Some(travelled) = &mut finding.witness.travelled {
                travelled.category = "user.name".parse().unwrap();
            }
        });
        change("subject of the data", &|finding| {
            if let Some(travelled) = &mut finding.witness.travelled {
                travelled.subject = Some("employee".parse().unwrap());
            }
        });
        for (what, finding) in tampered {
            assert!(verify(&register, &finding).is_err(), "{what}: {finding:#?}");
        }
    }
}

#[test]
fn what_is_possible_cannot_be_passed_off_as_certain() {
    let document = promising(json!({"onlyRegions": ["DE"]}));
    let document = with(&document, "flows", "mailer-host", json!({"categories": ["user.contact"]}));
    let document = with(
        &document,
        "contracts",
        "dpa-host",
        json!({"terms": {"categories": ["user.contact"],
        "purposes": ["essential.service.operations"], "regions": ["CH"]}}),
    );
    let (register, mut finding) = only_finding(&document);
    assert_eq!((finding.verdict, verify(&register, &finding)), (Verdict::Unproven, Ok(())));
    finding.verdict = Verdict::Broken;
    finding.severity = Severity::High;
    assert_eq!(verify(&register, &finding), Err(WitnessError::Mismatch));
    let category = "user.contact.email".parse().unwrap();
    finding.witness.travelled =
        Some(Travelled { certainty: Certainty::Certain, category, subject: Some("customer".parse().unwrap()) });
    assert_eq!(verify(&register, &finding), Err(WitnessError::DoesNotTravel("user.contact.email".parse().unwrap())));
}

#[test]
fn a_finding_holds_on_its_day_only() {
    let (register, finding) = only_finding(&cases()[0]);
    assert_eq!(
        finding.witness.verify(&register, day("2025-01-01"), &finding),
        Err(WitnessError::NotLive("shop-mailer".parse().unwrap()))
    );
}
