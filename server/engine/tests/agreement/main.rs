//! The engine against a naive evaluator written from the semantics alone, on small random registers.
//!
//! `PROPTEST_CASES=20000 cargo test -p kept-engine --test agreement` looks harder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod example;
mod following;
mod naive;
mod questions;
mod registers;
mod regressions;
mod repairs;

use std::fmt;

use kept_engine::witness::Fact;
use kept_engine::{Options, PathQuery, Report, SharingGraph, evaluate};
use kept_schema::record::{Edit, Record, SourcedEdit};
use kept_schema::{Day, Register, TermKey};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use naive::World;
use naive::paths::sharing_paths;

/// Few enough to wait for, many enough that every rule breaks in every way; `PROPTEST_CASES` overrides it.
fn cases(usually: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usually), failure_persistence: None, ..ProptestConfig::default() }
}

/// Records that print as what one would write to reproduce a failure.
#[derive(Clone)]
struct Written(Vec<Record>);

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|record| write!(f, "\n{} {}", record.id().kind(), record.to_json()))
    }
}

fn written() -> impl Strategy<Value = Written> {
    registers::records().prop_map(Written)
}

fn report(register: &Register, day: Day) -> Report {
    evaluate(register, &SharingGraph::new(register), day, &Options::default())
}

/// The findings of a report in the words of the naive evaluator.
fn published(report: &Report) -> Vec<naive::Finding> {
    let mut findings: Vec<naive::Finding> = report
        .findings
        .iter()
        .map(|finding| naive::Finding {
            rule: finding.rule.code(),
            aspect: finding.aspect.map(kept_engine::Aspect::code),
            verdict: finding.verdict.code(),
            severity: finding.severity.code(),
            subject: finding.subject.clone(),
            promise: finding.promise.clone(),
            // Other rules name a contract to be helpful; it is no part of what they say.
            contract: finding.contract.clone().filter(|_| finding.due_on.is_some()),
            categories: finding.categories.clone(),
            path: finding.path.clone(),
            due_on: finding.due_on,
            detail: match &finding.witness.fact {
                Fact::Certification { scheme, .. } => Some(scheme.clone()),
                _ => finding.clause.map(|clause| clause.to_string()),
            },
        })
        .collect();
    findings.sort();
    findings
}

/// What is in one and not in the other, for people to read.
fn differences(engine: &[naive::Finding], naive: &[naive::Finding]) -> String {
    let only = |who: &str, these: &[naive::Finding], others: &[naive::Finding]| -> String {
        let missing = these.iter().filter(|finding| !others.contains(finding));
        missing.map(|finding| format!("\nonly {who}: {finding:?}")).collect()
    };
    only("engine", engine, naive) + &only("naive", naive, engine)
}

proptest! {
    #![proptest_config(cases(2_048))]

    #[test]
    fn the_same_recipients(
        records in written(),
        day in registers::asked_day(),
        of in registers::some_categories(),
        subjects in registers::some_subjects(),
    ) {
        let register = registers::register(&records.0);
        let graph = SharingGraph::new(&register);
        let recipients = graph.recipients(&register, &of, day, &subjects);
        // Who holds it is known before the paths are; those asked for one by one are the same.
        let holders = graph.holders(&register, &of, day, &subjects);
        let short: Vec<_> = holders.iter().map(|found| (found.party, found.certainty, found.hops)).collect();
        let expected: Vec<_> = recipients.iter().map(|found| (&found.party, found.certainty, found.hops)).collect();
        prop_assert_eq!(short, expected);
        for recipient in recipients.iter().rev() {
            prop_assert_eq!(holders.recipients([&recipient.party]), std::slice::from_ref(recipient));
        }
        let engine: Vec<naive::Recipient> = recipients
            .into_iter()
            .map(|recipient| {
                assert_eq!(recipient.hops as usize, recipient.path.len());
                let categories = recipient.categories.into_iter().map(|(term, certainty)| (term, certainty.code()));
                naive::Recipient {
                    party: recipient.party,
                    certainty: recipient.certainty.code(),
                    path: recipient.path,
                    categories: categories.collect(),
                    purposes: recipient.purposes,
                    regions: recipient.regions,
                }
            })
            .collect();
        prop_assert_eq!(engine, World::new(&register, day).recipients(&of, &subjects));
    }

    #[test]
    fn the_same_receipts(records in written(), day in registers::asked_day(), by in any::<Index>()) {
        let register = registers::register(&records.0);
        let parties: Vec<_> = register.parties().keys().collect();
        let by = by.get(&parties);
        let engine: Vec<naive::Receipt> = SharingGraph::new(&register)
            .received(&register, by, day)
            .into_iter()
            .map(|receipt| {
                let categories = receipt.categories.into_iter().map(|(term, certainty)| (term, certainty.code()));
                naive::Receipt {
                    flow: receipt.flow,
                    source: receipt.source,
                    categories: categories.collect(),
                    path: receipt.path,
                }
            })
            .collect();
        prop_assert_eq!(engine, World::new(&register, day).received(by));
    }

    #[test]
    fn the_same_paths(
        records in written(),
        day in registers::asked_day(),
        ends in any::<(Index, Option<Index>)>(),
        category in select(&registers::CATEGORIES[..]),
        max_hops in 1..=9u32,
        first in prop_oneof![Just(usize::MAX), 1..=5usize],
    ) {
        let register = registers::register(&records.0);
        let parties: Vec<_> = register.parties().keys().collect();
        let (to, from) = (*ends.0.get(&parties), ends.1.map(|from| *from.get(&parties)));
        let category: TermKey = category.parse().unwrap();
        let query = PathQuery {
            to: to.clone(),
            from: from.cloned(),
            category: category.clone(),
            day,
            max_hops,
            first,
        };
        let engine = SharingGraph::new(&register).sharing_paths(&register, &query);
        let world = World::new(&register, day);
        let within = |max_hops| -> Vec<(&'static str, Vec<kept_schema::FlowKey>)> {
            let paths = sharing_paths(&world, to, from, &category, max_hops);
            paths.into_iter().map(|(level, flows)| (level.code(), flows)).collect()
        };
        let found: Vec<_> = engine.paths.into_iter().map(|path| (path.certainty.code(), path.flows)).collect();
        let mut expected = within(max_hops as usize);
        expected.truncate(first);
        prop_assert_eq!(&found, &expected);
        if engine.complete {
            prop_assert_eq!(found, within(usize::MAX));
        }
    }

    #[test]
    fn the_same_verdicts_and_findings(records in written(), day in registers::asked_day()) {
        let register = registers::register(&records.0);
        let report = report(&register, day);
        prop_assert!(report.complete);
        let world = World::new(&register, day);
        let (engine, naive) = (published(&report), world.findings());
        prop_assert!(engine == naive, "{}", differences(&engine, &naive));
        let engine: Vec<_> = report.promises.into_iter().map(|promise| (promise.promise, promise.verdict.code())).collect();
        let verdicts = world.promise_verdicts(&naive).into_iter();
        prop_assert_eq!(engine, verdicts.map(|(promise, verdict)| (promise, verdict.code())).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn every_witness_verifies_where_it_is_true_and_nowhere_else(records in written(), day in registers::asked_day()) {
        let register = registers::register(&records.0);
        let parties = |record: &&Record| matches!(record, Record::Party(_) | Record::Term(_));
        let nothing_shared = registers::register(&records.0.iter().filter(parties).cloned().collect::<Vec<_>>());
        for finding in report(&register, day).findings {
            let verified = finding.witness.verify(&register, day, &finding);
            prop_assert!(verified.is_ok(), "{:?}: {:?}", finding, verified);
            prop_assert!(finding.witness.verify(&nothing_shared, day, &finding).is_err(), "{:?}", finding);
        }
    }

    #[test]
    fn the_same_register_gives_the_same_bytes(
        (records, shuffled) in written().prop_flat_map(|written| (Just(written.clone()), Just(written.0).prop_shuffle().prop_map(Written))),
        day in registers::asked_day(),
    ) {
        let bytes = |register: &Register| serde_json::to_string(&report(register, day)).unwrap();
        let register = registers::register(&records.0);
        let expected = bytes(&register);
        prop_assert_eq!(&bytes(&register), &expected);
        prop_assert_eq!(&bytes(&registers::register(&shuffled.0)), &expected);
        // Parties and terms first, then the rest.
        let basis = |record: &Record| matches!(record, Record::Party(_) | Record::Term(_));
        let (basis, rest): (Vec<Record>, Vec<Record>) = records.0.iter().cloned().partition(basis);
        let edits = rest.into_iter().map(|record| SourcedEdit::from(Edit::Put(record)));
        let (in_two_steps, _) = registers::register(&basis).apply(edits, 1).unwrap();
        prop_assert_eq!(&bytes(&in_two_steps), &expected);
    }

    #[test]
    fn findings_come_in_order_and_have_ids_of_their_own(records in written(), day in registers::asked_day()) {
        let register = registers::register(&records.0);
        let findings = report(&register, day).findings;
        let order: Vec<_> = findings
            .iter()
            .map(|finding| (std::cmp::Reverse(finding.severity), finding.rule, finding.subject.clone()))
            .collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
        let ids: std::collections::BTreeSet<_> = findings.iter().map(|finding| finding.id).collect();
        prop_assert_eq!(ids.len(), findings.len());
    }
}
