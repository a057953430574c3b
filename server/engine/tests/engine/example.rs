//! The worked example of the semantics.

use kept_engine::{Certainty, SharingGraph};
use serde_json::{Value, json};

use crate::fixture::{day, line, messages, register, report};

pub fn document() -> Value {
    let commitment = |key: &str, category: &str, limits: Value| json!({"key": key, "kind": "COMMITMENT", "scope": {"categories": [category]}, "limits": limits});
    json!({
        "parties": [
            {"key": "us", "name": "Acme GmbH", "kind": "SELF"},
            {"key": "shop", "name": "Web shop", "kind": "SYSTEM", "operator": "us"},
            {"key": "mailer", "name": "Nimbus Mail Inc.", "kind": "VENDOR"},
            {"key": "host", "name": "Basalt Hosting", "kind": "VENDOR"},
            {"key": "ads", "name": "AdSky", "kind": "PARTNER"},
        ],
        "flows": [
            {"key": "f1", "source": "shop", "recipient": "mailer", "categories": ["user.contact.email"],
             "purposes": ["marketing.communications.email"], "regions": ["US"], "retention": "P1Y", "startedOn": "2026-01-01"},
            {"key": "f2", "source": "mailer", "recipient": "host", "categories": ["user.contact"],
             "purposes": ["essential.service"], "regions": ["world"], "retention": "P2Y", "startedOn": "2026-01-01"},
            {"key": "f3", "source": "shop", "recipient": "ads", "categories": ["user.behavior", "user.contact"],
             "purposes": ["marketing.advertising"], "regions": ["US"], "startedOn": "2026-01-01"},
            {"key": "f4", "source": "host", "recipient": "mailer", "categories": ["user.contact.email"],
             "purposes": ["essential.service"], "regions": ["DE"], "retention": "P30D", "startedOn": "2026-01-01"},
            {"key": "f5", "source": "ads", "recipient": "host", "categories": ["user.location"],
             "purposes": ["marketing.advertising"], "regions": ["US"], "retention": "P30D", "startedOn": "2026-01-01"},
        ],
        "notices": [{"key": "privacy", "title": "Privacy notice", "by": "us", "effectiveOn": "2026-01-01", "promises": [
            commitment("email-in-eea", "user.contact.email", json!({"onlyRegions": ["eea"]})),
            commitment("email-a-year", "user.contact.email", json!({"maxRetention": "P1Y"})),
            commitment("location-never-onward", "user.location", json!({"onwardSharing": "FORBIDDEN"})),
        ]}],
    })
}

/// Who gets it: party, certainty, hops and path.
fn who(of: &str) -> Vec<String> {
    let register = register(&document());
    let recipients = SharingGraph::new(&register).recipients(&register, &[of.parse().unwrap()], day("2026-06-01"), &[]);
    recipients
        .iter()
        .map(|found| {
            let path: Vec<_> = found.path.iter().map(ToString::to_string).collect();
            format!("{} {} {} {}", found.party, found.certainty, found.hops, path.join(" "))
        })
        .collect()
}

#[test]
fn who_gets_what() {
    assert_eq!(who("user.contact.email"), ["ads POSSIBLE 1 f3", "mailer CERTAIN 1 f1", "host POSSIBLE 2 f1 f2"]);
    assert_eq!(who("user.contact"), ["ads CERTAIN 1 f3", "mailer CERTAIN 1 f1", "host POSSIBLE 2 f1 f2"]);
    assert_eq!(who("user.location"), [""; 0]);
    assert_eq!(who("user.nothing"), [""; 0]);
}

#[test]
fn what_a_party_receives() {
    let register = register(&document());
    let graph = SharingGraph::new(&register);
    let receipts = graph.received(&register, &"mailer".parse().unwrap(), day("2026-06-01"));
    let found: Vec<_> = receipts
        .iter()
        .map(|receipt| (receipt.flow.as_str(), receipt.source.as_str(), receipt.categories[0].1, receipt.path.len()))
        .collect();
    assert_eq!(found, [("f1", "shop", Certainty::Certain, 1), ("f4", "host", Certainty::Possible, 3)]);
    let host = graph.received(&register, &"host".parse().unwrap(), day("2026-06-01"));
    assert_eq!(host.iter().map(|receipt| receipt.flow.as_str()).collect::<Vec<_>>(), ["f2"], "f5 carries nothing");
}

#[test]
fn what_is_promised() {
    let report = report(&document(), "2026-06-01");
    let verdicts: Vec<_> = report.promises.iter().map(|found| format!("{} {}", found.promise, found.verdict)).collect();
    assert_eq!(verdicts, ["email-a-year UNPROVEN", "email-in-eea BROKEN", "location-never-onward KEPT"]);
    let about = |rule: &str| -> Vec<String> {
        report.findings.iter().filter(|finding| finding.rule.code() == rule).map(line).collect()
    };
    assert_eq!(
        about("commitment-broken"),
        [
            "commitment-broken/region BROKEN HIGH flow:f1 email-in-eea [user.contact.email] via f1",
            "commitment-broken/region UNPROVEN MEDIUM flow:f2 email-in-eea [user.contact.email] via f1 f2",
            "commitment-broken/retention UNPROVEN MEDIUM flow:f2 email-a-year [user.contact.email] via f1 f2",
            "commitment-broken/region UNPROVEN MEDIUM flow:f3 email-in-eea [user.contact.email] via f3",
            "commitment-broken/retention UNPROVEN MEDIUM flow:f3 email-a-year [user.contact.email] via f3",
        ]
    );
    assert_eq!(
        about("flow-without-contract"),
        [
            "flow-without-contract BROKEN HIGH flow:f1 [user.contact.email] via f1",
            "flow-without-contract BROKEN HIGH flow:f3 [user.behavior user.contact] via f3",
            "flow-without-contract UNPROVEN MEDIUM flow:f2 [user.contact.email] via f1 f2",
            "flow-without-contract UNPROVEN MEDIUM flow:f4 [user.contact.email] via f1 f2 f4",
        ]
    );
    assert!(
        messages(&report).contains(&"Nimbus Mail Inc. receives user.contact.email in US; the promise keeps it in eea")
    );
}

#[test]
fn the_same_register_and_day_give_the_same_bytes() {
    let json = |document: &Value| serde_json::to_string(&report(document, "2026-06-01")).unwrap();
    let mut shuffled = document();
    for list in ["parties", "flows"] {
        shuffled[list].as_array_mut().unwrap().reverse();
    }
    assert_eq!(json(&document()), json(&shuffled));
}
