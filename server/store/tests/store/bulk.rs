//! Large commits and large registers. `cargo test -p kept-store -- bulk --nocapture` tells how long
//! they take.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use kept_schema::record::Edit;
use serde_json::json;

use crate::support::{Kept, assert_same, put, run, url};

const VENDORS: usize = 1_000;
const FLOWS: usize = 10_000;

/// As large as an import of the IAB's list of vendors.
fn vendors(generation: &str) -> Vec<Edit> {
    let mut edits = vec![
        put("party", json!({"key": "us", "name": "Acme GmbH", "kind": "SELF"})),
        put("party", json!({"key": "site", "name": "Web site", "kind": "SYSTEM", "operator": "us"})),
    ];
    for vendor in 0..VENDORS {
        edits.push(put("party", json!({"key": format!("gvl-{vendor}"), "name": format!("Vendor {vendor} {generation}"),
            "kind": "PARTNER", "website": format!("https://vendor-{vendor}.example"), "tags": ["tcf"],
            "identifiers": [{"scheme": "IAB_GVL", "value": vendor.to_string()}]})));
    }
    for flow in 0..FLOWS {
        let vendor = flow % VENDORS;
        edits.push(put("flow", json!({"key": format!("gvl-{vendor}-{}", flow / VENDORS), "source": "site",
            "recipient": format!("gvl-{vendor}"), "categories": ["user.device", "user.behavior"],
            "purposes": ["marketing.advertising"], "legalBasis": "CONSENT", "retention": "P1Y", "consent": "OPT_IN",
            "startedOn": "2025-02-01", "description": format!("Purpose {} {generation}", flow / VENDORS)})));
    }
    edits
}

fn per_second(records: usize, since: Instant) -> String {
    let elapsed = since.elapsed();
    format!("{records} in {elapsed:.2?}, {:.0} a second", records as f64 / elapsed.as_secs_f64())
}

#[test]
fn an_import_is_one_commit_and_loads_in_many_pages() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        let mut kept = Kept::open(&url).await;
        let records = VENDORS + FLOWS + 2;

        let start = Instant::now();
        let committed = kept.commit("import gvl", vendors("v1")).await;
        println!("created  {}", per_second(records, start));
        assert_eq!(committed.seq, 1);

        let start = Instant::now();
        kept.commit("import gvl", vendors("v2")).await;
        println!("replaced {}", per_second(records - 2, start));

        let start = Instant::now();
        let headers = kept.store.change_headers(0, 10).await.unwrap();
        println!("listed   {} changes in {:.2?}", headers.len(), start.elapsed());
        assert_eq!(headers.iter().map(|header| header.item_count).collect::<Vec<_>>(), [records as u64, records as u64 - 2]);

        let start = Instant::now();
        let entries = kept.store.changes(0, 1).await.unwrap();
        println!("read     {} items in {:.2?}", entries[0].items.len(), start.elapsed());
        assert_eq!(entries[0].items.len(), records);

        kept.store.close().await;
        let reopened = Kept::open(&url).await;
        let pages = AtomicUsize::new(0);
        let start = Instant::now();
        let loaded = reopened.store.load(|_| _ = pages.fetch_add(1, Ordering::Relaxed)).await.unwrap();
        println!("loaded   {}", per_second(records, start));
        assert!(pages.load(Ordering::Relaxed) >= 12);
        assert_same(&loaded, &kept.register);

        let start = Instant::now();
        let verification = reopened.store.verify(|_| {}).await.unwrap();
        println!("verified {}", per_second(records, start));
        assert_eq!(verification.defects, []);
        assert_eq!((verification.changes, verification.records), (2, records as u64));
        reopened.store.close().await;
    });
}
