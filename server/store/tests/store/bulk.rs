//! Large commits and large registers.
//!
//! `cargo test --release -p kept-store -- bulk --ignored --nocapture` measures an import as large as
//! the IAB's list of vendors.

use std::cell::Cell;
use std::time::Instant;

use kept_schema::record::Edit;
use serde_json::json;

use crate::support::{Kept, assert_same, put, run, url};

/// Vendors with ten flows each.
fn vendors(count: usize, generation: &str) -> Vec<Edit> {
    let mut edits = vec![
        put("party", json!({"key": "us", "name": "Acme GmbH", "kind": "SELF"})),
        put("party", json!({"key": "site", "name": "Web site", "kind": "SYSTEM", "operator": "us"})),
    ];
    for vendor in 0..count {
        edits.push(put(
            "party",
            json!({"key": format!("gvl-{vendor}"), "name": format!("Vendor {vendor} {generation}"),
            "kind": "PARTNER", "website": format!("https://vendor-{vendor}.example"), "tags": ["tcf"],
            "identifiers": [{"scheme": "IAB_GVL", "value": vendor.to_string()}]}),
        ));
    }
    for flow in 0..count * 10 {
        let vendor = flow % count;
        edits.push(put(
            "flow",
            json!({"key": format!("gvl-{vendor}-{}", flow / count), "source": "site",
            "recipient": format!("gvl-{vendor}"), "categories": ["user.device", "user.behavior"],
            "purposes": ["marketing.advertising"], "legalBasis": "CONSENT", "retention": "P1Y", "consent": "OPT_IN",
            "startedOn": "2025-02-01", "description": format!("Purpose {} {generation}", flow / count)}),
        ));
    }
    edits
}

fn per_second(records: usize, since: Instant) -> String {
    let elapsed = since.elapsed();
    format!("{records} in {elapsed:.2?}, {:.0} a second", records as f64 / elapsed.as_secs_f64())
}

#[test]
fn an_import_is_one_commit_and_loads_in_many_pages() {
    import(220);
}

#[test]
#[ignore = "measures; takes minutes in a development build"]
fn an_import_of_a_thousand_vendors() {
    import(1_000);
}

fn import(count: usize) {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        let mut kept = Kept::open(&url).await;
        let records = count * 11 + 2;

        let start = Instant::now();
        kept.commit("import gvl", vendors(count, "v1")).await;
        println!("created  {}", per_second(records, start));

        let start = Instant::now();
        kept.commit("import gvl", vendors(count, "v2")).await;
        println!("replaced {}", per_second(records - 2, start));

        let start = Instant::now();
        for number in 0..100 {
            let json = json!({"key": "one", "name": format!("Vendor {number}"), "kind": "VENDOR"});
            kept.commit("updateParty", vec![put("party", json)]).await;
        }
        println!("changed  one record in {:.2?} (mean of 100)", start.elapsed() / 100);

        let start = Instant::now();
        let headers = kept.store.change_headers(0, 2).await.unwrap();
        println!("listed   {} changes in {:.2?}", headers.len(), start.elapsed());
        assert_eq!(
            headers.iter().map(|header| header.item_count).collect::<Vec<_>>(),
            [records as u64, records as u64 - 2]
        );

        let start = Instant::now();
        let entries = kept.store.changes(0, 1).await.unwrap();
        println!("read     {} items in {:.2?}", entries[0].items.len(), start.elapsed());
        assert_eq!(entries[0].items.len(), records);

        kept.store.close().await;
        let reopened = Kept::open(&url).await;
        let start = Instant::now();
        let (pages, count) = (Cell::new(0), Cell::new(0));
        let counted = move |records| {
            pages.set(pages.get() + 1);
            count.set(records);
            assert!(count.get() <= pages.get() * 1_000);
        };
        let loaded = reopened.store.load(counted).await.unwrap();
        println!("loaded   {}", per_second(records + 1, start));
        assert_same(&loaded, &kept.register);

        let start = Instant::now();
        let verification = reopened.store.verify(move |_| {}).await.unwrap();
        println!("verified {}", per_second(records + 1, start));
        assert_eq!(verification.defects, []);
        assert_eq!((verification.changes, verification.records), (102, records as u64 + 1));
        reopened.store.close().await;
    });
}

/// What is told of progress may be kept in what one thread owns.
#[test]
fn progress_need_not_be_shared_between_threads() {
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    run(async {
        let store = Kept::in_memory().await.store;
        let seen = Cell::new(0);
        is_send(store.load(move |count| seen.set(count))).await.unwrap();
        let seen = Cell::new(0);
        is_send(store.verify(move |count| seen.set(count))).await.unwrap();
    });
}
