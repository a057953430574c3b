//! Lists 45 and 106 as they were published, compared with a plain reading of their JSON.

use std::collections::{BTreeMap, BTreeSet};

use kept::import::{GvlContext, GvlSummary, gvl};
use kept_schema::taxonomy::TermInfo;
use kept_schema::{Change, PartyStatus, Record, Register, Taxonomy, TaxonomyKind};
use serde_json::Value;

use crate::data::real;

fn lists() -> Option<(Vec<u8>, Vec<u8>)> {
    Some((real("gvl/vendor-list-v3-45.json")?, real("gvl/vendor-list-v3-106.json")?))
}

fn import(register: &Register, list: &[u8]) -> (Register, Vec<Change>, GvlSummary) {
    let import = gvl(list, &GvlContext { register, source: None, file: None }).unwrap();
    let (register, changes) = register.apply(import.edits, register.revision() + 1).unwrap();
    (register, changes, import.summary)
}

fn vendors(list: &[u8]) -> BTreeMap<String, Value> {
    let list: Value = serde_json::from_slice(list).unwrap();
    list["vendors"].as_object().unwrap().iter().map(|(id, vendor)| (id.clone(), vendor.clone())).collect()
}

fn ids(vendor: &Value, field: &str) -> BTreeSet<u64> {
    vendor[field].as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

/// Days by purpose, for the purposes a vendor has.
fn retention(vendor: &Value) -> BTreeMap<(&'static str, u64), Option<u64>> {
    let bases = [
        ("consent", "purposes", "purposes"),
        ("li", "legIntPurposes", "purposes"),
        ("special", "specialPurposes", "specialPurposes"),
    ];
    let mut days = BTreeMap::new();
    for (basis, field, kind) in bases {
        for id in ids(vendor, field) {
            let own = vendor["dataRetention"][kind][id.to_string()].as_u64();
            days.insert((basis, id), own.or(vendor["dataRetention"]["stdRetention"].as_u64()));
        }
    }
    days
}

/// The taxonomy's categories of some data.
fn categories(data: &BTreeSet<u64>) -> BTreeSet<&'static str> {
    let table = Taxonomy::built_in().table(TaxonomyKind::Category);
    let stands_for =
        |info: &TermInfo| data.iter().any(|id| info.tcf.iter().any(|reference| **reference == format!("data:{id}")));
    table.iter().filter(|(_, info)| stands_for(info)).map(|(_, info)| info.key.as_str()).collect()
}

fn deleted(vendor: &Value) -> bool {
    vendor.get("deletedDate").is_some()
}

#[test]
fn list_45_on_nothing() {
    let Some((old, _)) = lists() else { return };
    let (register, _, summary) = import(&Register::default(), &old);
    assert_eq!((summary.vendors, summary.added, summary.source_added), (833, 833, true));
    assert_eq!(register.parties().len(), 833 + 1, "and the publisher");
    let live = vendors(&old).into_values().filter(|vendor| !deleted(vendor));
    let links: usize = live.map(|vendor| retention(&vendor).len()).sum();
    assert_eq!((register.flows().len(), summary.flows_started), (links, links));
    assert_eq!((summary.unmapped_data, summary.unmapped_purposes), (0, 0), "the taxonomy knows all of it");
    assert!(register.flows().values().all(|flow| flow.purposes.is_recorded()));
}

#[test]
fn list_106_over_list_45() {
    let Some((old, new)) = lists() else { return };
    let (register, _, _) = import(&Register::default(), &old);
    let (register, changes, summary) = import(&register, &new);
    assert_eq!((summary.vendors, summary.added), (987, 156));
    assert_eq!((summary.deleted, summary.gone, summary.restored), (63, 2, 2));
    assert_eq!(register.parties().len(), 989 + 1, "nobody is removed, and the publisher");
    assert!(changes.iter().all(|change| change.after.is_some()), "nothing is removed");

    let renamed = changes.iter().filter(|change| {
        matches!((&change.before, &change.after), (Some(Record::Party(before)), Some(Record::Party(after))) if before.name != after.name)
    });
    assert_eq!((summary.renamed, renamed.count()), (29, 29));
    let offboarded = register.parties().values().filter(|party| party.status == PartyStatus::Offboarded).count();
    assert_eq!(offboarded, 85 + 2, "those the list marks as deleted, and those gone from it");
}

#[test]
fn the_changes_of_the_lists_are_the_changes_of_the_plan() {
    let Some((old, new)) = lists() else { return };
    let (register, _, _) = import(&Register::default(), &old);
    let (_, changes, summary) = import(&register, &new);
    let (old, new) = (vendors(&old), vendors(&new));
    let common: Vec<(&str, &Value, &Value)> =
        old.iter().filter_map(|(id, before)| Some((id.as_str(), before, new.get(id)?))).collect();
    let purposes = |vendor: &Value| (ids(vendor, "purposes"), ids(vendor, "legIntPurposes"));
    let count = |differ: &dyn Fn(&Value, &Value) -> bool| {
        common.iter().filter(|(_, before, after)| differ(before, after)).count()
    };
    let data = |vendor: &Value| ids(vendor, "dataDeclaration");
    // What the description of the data counts.
    assert_eq!(common.len(), 831);
    assert_eq!(count(&|before, after| purposes(before) != purposes(after)), 95);
    assert_eq!(count(&|before, after| data(before) != data(after)), 73);
    assert_eq!(count(&|before, after| before["dataRetention"] != after["dataRetention"]), 154);

    // What of it shows: vendors that are deleted have no flows (any more).
    let live: Vec<_> = common.iter().filter(|(_, before, after)| !deleted(before) && !deleted(after)).collect();
    let shows = |differ: &dyn Fn(&Value, &Value) -> bool| {
        live.iter().filter(|(_, before, after)| differ(before, after)).count()
    };
    assert_eq!(summary.purposes_changed, shows(&|before, after| purposes(before) != purposes(after)));
    // Some data of the framework is the same category here: what shows is a change of categories.
    let other_data = |before: &Value, after: &Value| {
        let goes_on = retention(before).keys().any(|purpose| retention(after).contains_key(purpose));
        categories(&data(before)) != categories(&data(after)) && goes_on
    };
    assert_eq!(summary.data_changed, shows(&other_data));
    let other_retention = |before: &Value, after: &Value| {
        let after = retention(after);
        retention(before).iter().any(|(purpose, days)| after.get(purpose).is_some_and(|now| now != days))
    };
    assert_eq!(summary.retention_changed, shows(&other_retention));

    let started = changes
        .iter()
        .filter(|change| change.before.is_none() && matches!(change.after, Some(Record::Flow(_))))
        .count();
    assert_eq!(summary.flows_started, started);
    let expected_starts: usize = new
        .iter()
        .filter(|(_, vendor)| !deleted(vendor))
        .map(|(id, vendor)| {
            let before = old.get(id).filter(|before| !deleted(before)).map(retention).unwrap_or_default();
            retention(vendor).keys().filter(|purpose| !before.contains_key(*purpose)).count()
        })
        .sum();
    assert_eq!(started, expected_starts);
    insta::assert_snapshot!(summary.to_string());
}

#[test]
fn the_same_list_again_changes_nothing() {
    let Some((old, new)) = lists() else { return };
    let (register, _, _) = import(&Register::default(), &old);
    let (register, _, _) = import(&register, &new);
    let (_, changes, summary) = import(&register, &new);
    assert_eq!((changes.len(), summary.added, summary.gone, summary.flows_changed), (0, 0, 0, 0));
}
