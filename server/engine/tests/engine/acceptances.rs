//! Accepted risks: they hold for a while, and hide nothing that is worse than what was accepted.

use kept_engine::{Acceptances, Finding, Rule, Severity, Verdict};
use serde_json::{Value, json};

use crate::fixture::{clean, day, register, report, with, without};

/// The clean register with a flow that no contract covers: one finding, BROKEN and HIGH.
fn broken() -> Value {
    without(&clean(), "contracts", "dpa-mailer")
}

fn found(document: &Value, on: &str) -> Finding {
    report(document, on).findings.into_iter().find(|finding| finding.rule == Rule::FlowWithoutContract).unwrap()
}

fn accepted(document: &Value, key: &str, fields: Value) -> Value {
    let finding = found(&broken(), "2026-06-01").id.to_string();
    let whole = json!({"key": key, "finding": finding, "verdict": "BROKEN", "severity": "HIGH",
        "reason": "The contract is being signed", "owner": "procurement", "acceptedOn": "2026-06-01", "until": "2026-06-30"});
    with(&with(document, "acceptances", key, whole), "acceptances", key, fields)
}

/// The key of the acceptance that holds for the finding on a day.
fn holding(document: &Value, on: &str) -> Option<String> {
    let register = register(document);
    let acceptances = Acceptances::of(&register);
    acceptances.holding(&found(document, on), day(on)).map(|acceptance| acceptance.key.to_string())
}

#[test]
fn it_holds_from_its_first_day_through_its_last() {
    let document = accepted(&broken(), "a", json!({}));
    let days = ["2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"];
    assert_eq!(days.map(|on| holding(&document, on)), [None, Some("a".into()), Some("a".into()), None]);
}

#[test]
fn it_changes_nothing_in_a_report() {
    let (open, closed) = (broken(), accepted(&broken(), "a", json!({})));
    assert_eq!(report(&open, "2026-06-01"), report(&closed, "2026-06-01"));
}

#[test]
fn it_never_hides_a_worse_finding() {
    let of = |verdict: &str, severity: &str| {
        holding(&accepted(&broken(), "a", json!({"verdict": verdict, "severity": severity})), "2026-06-01").is_some()
    };
    let cases =
        [("BROKEN", "CRITICAL"), ("BROKEN", "HIGH"), ("BROKEN", "MEDIUM"), ("UNPROVEN", "HIGH"), ("KEPT", "INFO")];
    assert_eq!(cases.map(|(verdict, severity)| of(verdict, severity)), [true, true, false, false, false]);
    let finding = found(&broken(), "2026-06-01");
    assert_eq!((finding.verdict, finding.severity), (Verdict::Broken, Severity::High));
}

#[test]
fn it_is_about_one_finding() {
    let other = json!({"finding": "00000000000000ff"});
    assert_eq!(holding(&accepted(&broken(), "a", other), "2026-06-01"), None);
}

#[test]
fn of_several_the_one_that_holds_longest_counts_then_the_first_by_key() {
    let document = accepted(&broken(), "b", json!({"until": "2026-07-31"}));
    let document = accepted(&document, "a", json!({}));
    let document = accepted(&document, "c", json!({"until": "2026-07-31"}));
    assert_eq!(holding(&document, "2026-06-15"), Some("b".into()));
    let worse = accepted(&document, "b", json!({"severity": "LOW", "until": "2027-01-01"}));
    assert_eq!(holding(&worse, "2026-06-15"), Some("c".into()));
}
