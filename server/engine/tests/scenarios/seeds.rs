//! The companies of `seeds/`, on days over fourteen years.

use std::collections::BTreeSet;
use std::path::Path;

use kept_engine::{Options, Rule, SharingGraph, evaluate};
use kept_schema::document::{SourceFile, read_register};
use kept_schema::{Day, Duration, Register};
use serde_json::Value;

use crate::{agrees, findings, german, list, read, workspace};

fn company(name: &str) -> Register {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(workspace().join("seeds").join(name)).unwrap() {
        let path = entry.unwrap().path();
        files.push(SourceFile { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    read_register(files).unwrap_or_else(|problems| panic!("{problems}")).0
}

/// Days that fall on every part of a year, in many years.
fn days() -> Vec<Day> {
    let first: Day = "2026-06-01".parse().unwrap();
    (0..120).map(|index| first.plus(Duration::from_days(41), index)).collect()
}

#[test]
fn the_clean_company_has_no_finding_on_any_day() {
    let register = company("clean");
    let graph = SharingGraph::new(&register);
    for day in days() {
        let report = evaluate(&register, &graph, day, &Options::default());
        assert_eq!(findings(&register, &report), Vec::<Value>::new(), "on {day}");
        assert!(report.complete);
    }
}

#[test]
fn the_example_company_has_the_findings_listed_beside_it_on_any_day() {
    let register = company("example");
    assert!(register.parties().len() >= 38, "{} parties", register.parties().len());
    assert!(register.contracts().len() >= 48, "{} contracts", register.contracts().len());
    assert!(register.flows().len() >= 85, "{} flows", register.flows().len());
    assert!(register.promises().len() >= 25, "{} promises", register.promises().len());
    let expected = list(&read(&workspace().join("seeds/example.findings.yaml")));
    assert!(expected.len() >= 20, "{} findings are listed", expected.len());
    let graph = SharingGraph::new(&register);
    let deadlines = [Rule::ContractExpiring, Rule::NoticeDeadline].map(|rule| Value::from(rule.code()));
    let passing = OVER_TIME.map(|rule| Value::from(rule.code()));
    for day in days() {
        let report = evaluate(&register, &graph, day, &Options::default());
        let mut found = findings(&register, &report);
        let before = found.len();
        found.retain(|finding| !deadlines.contains(&finding["rule"]));
        assert!(found.len() < before, "no deadline is near on {day}");
        found.retain(|finding| !passing.contains(&finding["rule"]));
        let missing: Vec<&Value> =
            expected.iter().filter(|expected| !found.iter().any(|found| agrees(found, expected))).collect();
        let unexpected: Vec<&Value> =
            found.iter().filter(|found| !expected.iter().any(|expected| agrees(found, expected))).collect();
        assert!(
            missing.is_empty() && unexpected.is_empty(),
            "on {day}\nmissing: {missing:#?}\nunexpected: {unexpected:#?}"
        );
        assert_eq!(found.len(), expected.len(), "on {day}");
    }
}

#[test]
fn what_is_said_of_the_example_company_is_said_in_german_too() {
    let register = company("example");
    let graph = SharingGraph::new(&register);
    let mut rules = BTreeSet::new();
    for day in days().into_iter().step_by(20) {
        let report = evaluate(&register, &graph, day, &Options::default());
        rules.extend(report.findings.iter().map(|finding| finding.rule));
        german::speaks(&register, &report, &german::repairs(&register, day))
            .unwrap_or_else(|why| panic!("{day}: {why}"));
    }
    assert!(rules.len() >= 15, "{rules:?}");
}

/// What they say depends on how long ago something was.
const OVER_TIME: [Rule; 3] = [Rule::LegacyCommitmentBroken, Rule::CertificationExpired, Rule::FlowUnverified];

#[test]
fn the_example_company_shows_the_rules_over_time() {
    let register = company("example");
    let graph = SharingGraph::new(&register);
    let found = |day: &str| {
        let report = evaluate(&register, &graph, day.parse().unwrap(), &Options::default());
        let of = |rule: Rule| report.findings.iter().filter(move |finding| finding.rule == rule);
        OVER_TIME.map(|rule| of(rule).map(|finding| finding.subject.to_string()).collect::<Vec<_>>())
    };
    let [old, certifications, unverified] = found("2026-06-01");
    // Nimbus hands on what the club gave it, which is gone, and what the shop gave it, which it keeps for two years.
    let onward = ["flow:nimbus-to-relaypine", "flow:nimbus-to-track"];
    assert_eq!(old, ["flow:club-to-nimbus", onward[0], onward[1], "flow:shop-to-nimbus"]);
    assert_eq!(certifications, [""; 0]);
    assert_eq!(unverified, [""; 0]);
    let [.., unverified] = found("2026-11-29");
    assert_eq!(unverified.len(), 1, "{unverified:?}");
}

#[test]
fn seeds_hold_documents_only() {
    for name in ["clean", "example"] {
        for entry in std::fs::read_dir(workspace().join("seeds").join(name)).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(
                path.extension().and_then(|extension| extension.to_str()),
                Some("yaml"),
                "{}",
                Path::new(&path).display()
            );
        }
    }
}

#[test]
fn holders_are_the_recipients_without_their_paths() {
    let register = company("example");
    let graph = SharingGraph::new(&register);
    let day = "2026-11-23".parse().unwrap();
    for category in ["user", "user.contact", "user.contact.email", "user.payment", "user.loyalty"] {
        let of = [category.parse().unwrap()];
        let recipients = graph.recipients(&register, &of, day, &[]);
        let expected: Vec<_> = recipients.iter().map(|found| (&found.party, found.certainty, found.hops)).collect();
        let holders: Vec<_> = graph
            .holders(&register, &of, day, &[])
            .iter()
            .map(|holder| (holder.party, holder.certainty, holder.hops))
            .collect();
        assert_eq!(holders, expected, "{category}");
        assert!(category != "user.contact.email" || holders.len() > 10);
    }
}
