//! The generator makes what it was asked for.

use std::collections::{BTreeSet, HashSet};

use kept_schema::{Edit, Interval};

use super::*;

fn small() -> Spec {
    Spec::of_flows(20_000)
}

#[test]
fn there_is_as_much_of_everything_as_was_asked_for() {
    for spec in [
        Spec::of_flows(500),
        small(),
        Spec { seed: 7, parties: 50, flows: 30, contracts: 10, promises: 7, notices: 3, events: 20 },
    ] {
        let register = register(&spec).expect("a valid register");
        let made = [register.parties().len(), register.flows().len(), register.contracts().len()];
        assert_eq!(made, [spec.parties, spec.flows, spec.contracts]);
        assert_eq!([register.promises().len(), register.notices().len()], [spec.promises, spec.notices]);
    }
}

#[test]
fn the_same_numbers_give_the_same_register() {
    assert!(generate(&small()).eq(generate(&small())));
    assert!(!generate(&small()).eq(generate(&Spec { seed: 2, ..small() })));
}

#[test]
fn a_register_of_a_million_flows_has_the_shape_of_a_large_company() {
    let spec = Spec::of_flows(1_000_000);
    assert_eq!((spec.parties, spec.contracts, spec.promises, spec.notices), (20_000, 50_000, 200, 10));
}

#[test]
fn keys_can_be_read_by_people() {
    let ids: BTreeSet<String> = generate(&Spec::of_flows(500)).map(|record| record.id().to_string()).collect();
    for id in [
        "party:acme",
        "party:system-0000",
        "party:vendor-00000",
        "contract:dpa-000003",
        "flow:flow-0000042",
        "promise:promise-000-01",
    ] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn category_lists_repeat_and_vendors_are_of_unequal_weight() {
    let register = register(&small()).expect("a valid register");
    let lists: HashSet<_> = register.flows().values().map(|flow| flow.categories.clone()).collect();
    assert!((100..600).contains(&lists.len()), "{} lists", lists.len());
    let first = register.flows().values().filter(|flow| flow.recipient.as_str() == "vendor-00000").count();
    assert!(first > register.flows().len() / register.parties().len() * 10, "{first} flows");
}

#[test]
fn long_runs_of_edits_are_valid_the_same_each_time_and_of_every_kind() {
    let start = register(&Spec::of_flows(500)).expect("a valid register");
    let run = |applied: bool| -> Vec<Edit> {
        let (mut register, mut edits) = (start.clone(), Edits::new(&start, 11));
        let mut run = Vec::new();
        for revision in 2..2_002 {
            let edit = edits.next_edit(&register);
            let (next, _) = register.apply([edit.clone().into()], revision).expect("a valid edit");
            if applied {
                register = next;
            }
            run.push(edit);
        }
        run
    };
    let edits = run(true);
    assert_eq!(edits, run(true));
    // Edits that nobody applies are valid too.
    run(false);
    let of = |kind: &str| {
        edits.iter().filter(|edit| matches!(edit, Edit::Put(record) if record.id().kind().prefix() == kind)).count()
    };
    assert!((1_400..1_700).contains(&of("flow")), "{} of flows", of("flow"));
    assert!(of("contract") > 200 && of("party") > 40 && of("promise") > 30);
    assert!(edits.iter().filter(|edit| matches!(edit, Edit::Delete(_))).count() > 20);
}

#[test]
fn the_coming_year_brings_about_as_many_events_as_were_asked_for() {
    let register = register(&Spec::of_flows(200_000)).expect("a valid register");
    let year = Interval { from: today(), until: Some(today().plus(Duration::from_months(12), 1)) };
    let within = |day: Option<Day>| usize::from(day.is_some_and(|day| year.contains(day)));
    let flows: usize =
        register.flows().values().map(|flow| within(Some(flow.started_on)) + within(flow.ended_on)).sum();
    let certifications: usize = register
        .parties()
        .values()
        .flat_map(|party| &party.certifications)
        .map(|certification| within(certification.valid_until))
        .sum();
    let contracts: usize = register
        .contracts()
        .values()
        .filter(|contract| contract.terminated_on.is_none())
        .filter_map(|contract| contract.term_on(today()))
        .map(|term| within(term.interval.until))
        .sum();
    // Confirmations, the fifth kind, lapse when the rule about them says.
    let events = flows + certifications + 3 * contracts;
    assert!((800..1_200).contains(&events), "{flows} + {certifications} + 3 * {contracts}");
}

#[test]
fn some_notices_supersede_others_and_contracts_have_clauses() {
    let register = register(&small()).expect("a valid register");
    let spec = Spec { notices: 8, promises: 40, ..small() };
    let notices = super::register(&spec)
        .expect("a valid register")
        .notices()
        .values()
        .filter(|notice| notice.supersedes.is_some())
        .count();
    assert_eq!(notices, 2);
    let agreed = register.contracts().values().filter(|contract| contract.amends.is_none());
    assert!(agreed.filter(|contract| contract.clauses.len() < 13).count() == 0);
}
