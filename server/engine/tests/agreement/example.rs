//! The worked example of the semantics, and what is said about it there.

use kept_schema::record::Record;
use kept_schema::{Day, PartyKind, PromiseKey, TaxonomyKind};

use crate::naive::{self, Verdict, World};
use crate::registers;

/// `us` with its `shop`; `mailer` and `host`, vendors; `ads`, a partner; no contracts.
pub(crate) fn records() -> Vec<Record> {
    let us = "us".parse().unwrap();
    let mut records: Vec<Record> = [
        registers::party("us", PartyKind::SelfParty, None),
        registers::party("shop", PartyKind::System, Some(&us)),
        registers::party("mailer", PartyKind::Vendor, None),
        registers::party("host", PartyKind::Vendor, None),
        registers::party("ads", PartyKind::Partner, None),
    ]
    .into_iter()
    .map(Record::Party)
    .collect();
    let flow = |json: serde_json::Value| Record::Flow(serde_json::from_value(json).unwrap());
    records.extend([
        flow(serde_json::json!({"key": "f1", "source": "shop", "recipient": "mailer", "categories": ["user.contact.email"],
            "purposes": ["marketing.communications.email"], "regions": ["US"], "retention": "P1Y", "startedOn": "2026-01-01"})),
        flow(serde_json::json!({"key": "f2", "source": "mailer", "recipient": "host", "categories": ["user.contact"],
            "purposes": ["essential.service"], "regions": ["world"], "retention": "P2Y", "startedOn": "2026-01-01"})),
        flow(serde_json::json!({"key": "f3", "source": "shop", "recipient": "ads", "categories": ["user.behavior", "user.contact"],
            "purposes": ["marketing.advertising"], "regions": ["US"], "startedOn": "2026-01-01"})),
        flow(serde_json::json!({"key": "f4", "source": "host", "recipient": "mailer", "categories": ["user.contact.email"],
            "purposes": ["essential.service"], "regions": ["DE"], "retention": "P30D", "startedOn": "2026-01-01"})),
        flow(serde_json::json!({"key": "f5", "source": "ads", "recipient": "host", "categories": ["user.location"],
            "purposes": ["marketing.advertising"], "regions": ["US"], "retention": "P30D", "startedOn": "2026-01-01"})),
    ]);
    let promise = |json: serde_json::Value| Record::Promise(serde_json::from_value(json).unwrap());
    let notice = serde_json::json!({"key": "notice", "title": "Notice", "effectiveOn": "2026-01-01"});
    records.extend([
        Record::Notice(serde_json::from_value(notice).unwrap()),
        promise(serde_json::json!({"key": "email-in-eea", "notice": "notice", "kind": "COMMITMENT",
            "scope": {"categories": ["user.contact.email"]}, "limits": {"onlyRegions": ["eea"]}})),
        promise(serde_json::json!({"key": "email-for-a-year", "notice": "notice", "kind": "COMMITMENT",
            "scope": {"categories": ["user.contact.email"]}, "limits": {"maxRetention": "P1Y"}})),
        promise(serde_json::json!({"key": "location-stays", "notice": "notice", "kind": "COMMITMENT",
            "scope": {"categories": ["user.location"]}, "limits": {"onwardSharing": "FORBIDDEN"}})),
    ]);
    records
}

/// 1 June 2026.
pub(crate) fn day() -> Day {
    Day::from_ymd(2026, 6, 1).unwrap()
}

#[test]
fn who_gets_what() {
    let register = registers::register(&records());
    let world = World::new(&register, day());
    let who = |category: &str| -> Vec<String> {
        let recipients = world.recipients(&registers::keys(&[category]), &registers::keys(&[]));
        let line = |recipient: &naive::Recipient| {
            let path: Vec<String> = recipient.path.iter().map(ToString::to_string).collect();
            format!("{} {} {}", recipient.party, recipient.certainty, path.join(" "))
        };
        recipients.iter().map(line).collect()
    };
    assert_eq!(who("user.contact.email"), ["ads POSSIBLE f3", "mailer CERTAIN f1", "host POSSIBLE f1 f2"]);
    // f1 names the e-mail address, which is contact data; f3 names contact data itself.
    assert_eq!(who("user.contact"), ["ads CERTAIN f3", "mailer CERTAIN f1", "host POSSIBLE f1 f2"]);
    assert!(who("user.location").is_empty());
    assert!(world.table(TaxonomyKind::Category).find("user.location").is_some());
}

#[test]
fn what_is_missing_and_what_is_broken() {
    let register = registers::register(&records());
    let world = World::new(&register, day());
    let findings = world.findings();
    let lines = |rule: &str| -> Vec<String> {
        let of_rule = findings.iter().filter(|finding| finding.rule == rule);
        of_rule
            .map(|finding| format!("{} {} {}", finding.aspect.unwrap_or("-"), finding.verdict, finding.subject))
            .collect()
    };
    assert_eq!(
        lines("flow-without-contract"),
        ["- BROKEN flow:f1", "- BROKEN flow:f3", "- UNPROVEN flow:f2", "- UNPROVEN flow:f4"]
    );
    let verdict = |promise: &str| world.promise_verdicts(&findings)[&promise.parse::<PromiseKey>().unwrap()];
    assert_eq!(verdict("email-in-eea"), Verdict::Broken);
    assert_eq!(verdict("email-for-a-year"), Verdict::Unproven);
    assert_eq!(verdict("location-stays"), Verdict::Kept);
    assert_eq!(
        lines("commitment-broken"),
        [
            "region BROKEN flow:f1",
            "region UNPROVEN flow:f2",
            "region UNPROVEN flow:f3",
            "retention UNPROVEN flow:f2",
            "retention UNPROVEN flow:f3"
        ]
    );
}
