//! The change log.

use kept_schema::NodeId;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::support::{Kept, delete, moment, party, put, run};

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn an_entry_says_what_was_changed() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("createParty", vec![party("v", "VENDOR")]).await;
        kept.commit("updateParty", vec![party("v", "PARTNER")]).await;
        kept.commit("deleteParty", vec![delete("party:v")]).await;
        let entries = kept.store.changes(0, 10).await.unwrap();
        let vendor = json!({"key": "v", "name": "The v", "kind": "VENDOR", "status": "ACTIVE"});
        let partner = json!({"key": "v", "name": "The v", "kind": "PARTNER", "status": "ACTIVE"});
        let told: Vec<_> = entries
            .iter()
            .map(|entry| {
                (entry.seq, entry.action.as_str(), entry.items[0].before.clone(), entry.items[0].after.clone())
            })
            .collect();
        assert_eq!(
            told,
            [
                (1, "createParty", None, Some(vendor.clone())),
                (2, "updateParty", Some(vendor), Some(partner.clone())),
                (3, "deleteParty", Some(partner), None),
            ]
        );
        let first = &entries[0];
        assert_eq!((first.actor.as_str(), first.summary.as_str(), first.at), ("tester", "1 records", moment()));
        assert_eq!(first.items[0].id, "party:v".parse::<NodeId>().unwrap());
        assert_eq!(first.previous_hash, [0; 32]);
        assert_eq!(entries[1].previous_hash, first.hash);
        assert_eq!(kept.store.head().await.unwrap().hash, entries[2].hash);
    });
}

/// As an auditor would, from the description in `log.rs` alone.
#[test]
fn hashes_can_be_recomputed_by_hand() {
    run(async {
        let mut kept = Kept::in_memory().await;
        let committed = kept
            .commit(
                "apply",
                vec![
                    put("party", json!({"key": "a", "name": "Ä \"quoted\"\n", "kind": "VENDOR"})),
                    put("party", json!({"key": "b", "name": "B", "kind": "SELF", "country": "DE"})),
                ],
            )
            .await;
        let items = concat!(
            r#"{"after":{"key":"a","kind":"VENDOR","name":"Ä \"quoted\"\n","status":"ACTIVE"},"before":null,"id":"party:a"}"#,
            "\n",
            r#"{"after":{"country":"DE","key":"b","kind":"SELF","name":"B","status":"ACTIVE"},"before":null,"id":"party:b"}"#,
            "\n"
        );
        let header = format!(
            r#"{{"action":"apply","actor":"tester","at":"2026-06-01T12:30:15.123456789Z","items":2,"itemsHash":"{}","previousHash":"{}","seq":1,"summary":"2 records"}}"#,
            hex(&Sha256::digest(items)),
            "0".repeat(64),
        );
        assert_eq!(hex(&committed.hash), hex(&Sha256::digest(header)));
    });
}

#[test]
fn changes_are_read_in_pages_from_both_ends() {
    run(async {
        let mut kept = Kept::in_memory().await;
        for index in 1..=25 {
            kept.commit("createParty", vec![party(&format!("p-{index}"), "VENDOR")]).await;
        }
        let store = &kept.store;
        let mut forward = Vec::new();
        loop {
            let page = store.changes(forward.last().copied().unwrap_or(0), 10).await.unwrap();
            if page.is_empty() {
                break;
            }
            assert!(page.iter().all(|entry| entry.items[0].id.key() == format!("p-{}", entry.seq)));
            forward.extend(page.iter().map(|entry| entry.seq));
        }
        assert_eq!(forward, (1..=25).collect::<Vec<_>>());
        let before = async |before, limit| {
            store.changes_before(before, limit).await.unwrap().iter().map(|entry| entry.seq).collect::<Vec<_>>()
        };
        assert_eq!(before(u64::MAX, 3).await, [25, 24, 23]);
        assert_eq!(before(23, 2).await, [22, 21]);
        assert_eq!(before(3, 10).await, [2, 1]);
        assert!(before(1, 10).await.is_empty());
        assert!(before(9, 0).await.is_empty());
        assert_eq!(store.changes(25, 10).await.unwrap(), []);
        assert_eq!(store.changes(3, 0).await.unwrap(), []);
        assert_eq!(store.change_headers(20, usize::MAX).await.unwrap().len(), 5);
        assert_eq!(
            store.change_headers_before(3, 10).await.unwrap().iter().map(|header| header.item_count).sum::<u64>(),
            2
        );
    });
}

/// The pages of `scan.rs` rest on the engine reading no more than a page: a new version of it must
/// not bring back the scan of everything.
#[test]
fn a_page_reads_no_more_than_a_page() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", (0..300).map(|index| party(&format!("p-{index}"), "VENDOR")).collect()).await;
        let plan = kept
            .store
            .run_unchecked("SELECT * FROM array::first([party:`p-1`>..]) LIMIT 7 EXPLAIN FULL")
            .await
            .unwrap();
        let rows: Vec<usize> = plan
            .split("\"output_rows\": Number(Int(")
            .skip(1)
            .filter_map(|rest| rest.split_once(')').and_then(|(number, _)| number.parse().ok()))
            .collect();
        assert!(!rows.is_empty() && rows.iter().all(|rows| *rows <= 7), "{plan}");
    });
}
