//! The generator makes what it was asked for.

use std::collections::{BTreeSet, HashSet};

use super::*;

fn small() -> Spec {
    Spec::of_flows(20_000)
}

#[test]
fn there_is_as_much_of_everything_as_was_asked_for() {
    for spec in
        [Spec::of_flows(500), small(), Spec { seed: 7, parties: 50, flows: 30, contracts: 10, promises: 7, notices: 3 }]
    {
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
