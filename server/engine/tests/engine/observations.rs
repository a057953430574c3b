//! What was seen, and what of it is declared.

use kept_engine::{Evaluation, Rule, Severity, Verdict};
use kept_schema::record::Edit;
use serde_json::{Value, json};

use crate::fixture::{day, records, register, report_on, with};

fn document() -> Value {
    json!({
        "parties": [
            {"key": "us", "name": "Us", "kind": "SELF"},
            {"key": "shop", "name": "Shop", "kind": "SYSTEM", "operator": "us"},
            {"key": "counter", "name": "Counter", "kind": "VENDOR", "domains": ["Tally.example."]},
            {"key": "pixels", "name": "Pixels", "kind": "VENDOR", "domains": ["px.tally.example", "pixels.example"]},
        ],
        "observations": [
            {"key": "seen", "source": "shop", "host": "a.px.tally.example", "evidence": "HAR",
             "categories": ["user.contact.email", "user.contact"], "firstSeen": "2026-05-04", "lastSeen": "2026-05-20"},
        ],
    })
}

/// The flow of `shop` to a party that carries some categories.
fn flow(to: &str, fields: &Value) -> Value {
    let document = with(
        &document(),
        "flows",
        "f",
        json!({"source": "shop", "recipient": to, "categories": ["user.contact"], "startedOn": "2026-05-01"}),
    );
    with(&document, "flows", "f", fields.clone())
}

/// What is found about the observation on a day.
fn found(document: &Value, on: &str) -> Option<(Verdict, Severity, String)> {
    let report = report_on(&register(document), day(on));
    let mut findings = report.findings.iter().filter(|finding| finding.rule == Rule::UndeclaredSharing);
    let finding = findings.next()?;
    assert!(findings.next().is_none());
    let categories: Vec<&str> = finding.categories.iter().map(kept_schema::TermKey::as_str).collect();
    Some((finding.verdict, finding.severity, categories.join(" ")))
}

fn broken(categories: &str) -> Option<(Verdict, Severity, String)> {
    Some((Verdict::Broken, Severity::High, categories.to_owned()))
}

fn unproven(categories: &str) -> Option<(Verdict, Severity, String)> {
    Some((Verdict::Unproven, Severity::Medium, categories.to_owned()))
}

#[test]
fn it_says_something_from_its_first_day_until_a_year_after_its_last() {
    let document = document();
    assert_eq!(found(&document, "2026-05-03"), None);
    assert_eq!(found(&document, "2026-05-04"), broken("user.contact"));
    assert_eq!(found(&document, "2027-05-20"), broken("user.contact"));
    assert_eq!(found(&document, "2027-05-21"), None);
}

#[test]
fn the_narrowest_domain_says_whose_host_it_is() {
    assert_eq!(found(&flow("pixels", &json!({})), "2026-06-01"), None);
    assert_eq!(found(&flow("counter", &json!({})), "2026-06-01"), broken("user.contact"));
    let both = with(&flow("counter", &json!({})), "parties", "counter", json!({"domains": ["PX.tally.example"]}));
    assert_eq!(found(&both, "2026-06-01"), None);
    let nobody = with(&flow("pixels", &json!({})), "observations", "seen", json!({"host": "xpx.tally.examples"}));
    assert_eq!(found(&nobody, "2026-06-01"), broken("user.contact"));
}

#[test]
fn nothing_left_when_the_host_is_our_own() {
    let own = with(&document(), "parties", "us", json!({"domains": ["a.px.tally.example"]}));
    assert_eq!(found(&own, "2026-06-01"), None);
}

#[test]
fn a_flow_explains_it_that_was_live_then_or_is_now() {
    let of = |from: &str, until: &str| flow("pixels", &json!({"startedOn": from, "endedOn": until}));
    assert_eq!(found(&of("2026-05-20", "2026-05-20"), "2026-06-10"), None);
    assert_eq!(found(&of("2026-05-21", "2026-06-10"), "2026-06-10"), None);
    assert_eq!(found(&of("2026-05-21", "2026-06-09"), "2026-06-10"), broken("user.contact"));
    // As long as it is still seen, only what is live now counts.
    assert_eq!(found(&of("2026-05-01", "2026-05-10"), "2026-05-10"), None);
    assert_eq!(found(&of("2026-05-01", "2026-05-10"), "2026-05-11"), broken("user.contact"));
}

#[test]
fn a_narrow_or_vague_flow_may_mean_it_and_another_one_does_not() {
    let on = "2026-06-01";
    assert_eq!(found(&flow("pixels", &json!({"categories": ["user.contact.email"]})), on), unproven("user.contact"));
    assert_eq!(found(&flow("pixels", &json!({"categories": null})), on), unproven("user.contact"));
    assert_eq!(found(&flow("pixels", &json!({"categories": ["user"]})), on), None);
    let other = flow("pixels", &json!({"categories": ["user.behavior"]}));
    assert_eq!(found(&other, on), broken("user.contact"));
    let nothing_known = with(&other, "observations", "seen", json!({"categories": null}));
    assert_eq!(found(&nothing_known, on), None);
    let mixed = json!({"categories": ["user.contact", "user.behavior.browsing_history", "user.payment"]});
    assert_eq!(found(&with(&other, "observations", "seen", mixed), on), broken("user.contact user.payment"));
}

#[test]
fn a_system_of_the_recipient_receives_for_it() {
    let system = json!({"name": "Store", "kind": "SYSTEM", "operator": "pixels"});
    let document = with(&flow("store", &json!({"source": "us"})), "parties", "store", system);
    assert_eq!(found(&document, "2026-06-01"), None);
}

#[test]
fn an_evaluation_follows_the_names_and_domains_of_parties() {
    let document = document();
    let mut evaluation = Evaluation::new(register(&document), day("2026-06-01"));
    let mut follow = |list: &str, key: &str, fields: Value| {
        let now = evaluation.register().clone();
        let changed = with(&document, list, key, fields);
        let record = records(&changed).into_iter().find(|record| record.id().key() == key).unwrap();
        let (next, changes) = now.apply([Edit::Put(record).into()], now.revision() + 1).unwrap();
        evaluation.update(next.clone(), &changes);
        assert_eq!(evaluation.report(), report_on(&next, day("2026-06-01")));
        evaluation.report().findings.into_iter().map(|finding| finding.message.english().to_owned()).collect::<String>()
    };
    assert!(follow("parties", "shop", json!({"name": "Corner shop"})).contains("from Corner shop to"));
    assert!(follow("parties", "pixels", json!({"name": "Dots"})).contains("(Dots)"));
    assert!(follow("parties", "pixels", json!({"domains": ["other.example"]})).contains("(Counter)"));
    let named = json!({"host": null, "recipient": "counter"});
    assert!(follow("observations", "seen", named).contains("to Counter between"));
    assert!(follow("parties", "counter", json!({"name": "Tally"})).contains("to Tally between"));
}

/// Whoever reads it learns whether a flow is to be added or to be changed.
#[test]
fn it_says_whether_anything_is_declared() {
    let said = |document: &Value| {
        let report = report_on(&register(document), day("2026-06-01"));
        let finding = report.findings.into_iter().find(|finding| finding.rule == Rule::UndeclaredSharing).unwrap();
        finding.message.english().split_once(", and ").unwrap().1.to_owned()
    };
    assert_eq!(said(&document()), "no flow declares that anything goes there");
    let other = json!({"categories": ["user.location"]});
    assert_eq!(said(&flow("pixels", &other)), "the flows there do not declare it");
    let some = json!({"categories": ["user.contact.email"]});
    assert_eq!(said(&flow("pixels", &some)), "the flows there declare it too vaguely to say whether they mean it");
}
