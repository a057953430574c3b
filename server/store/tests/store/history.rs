//! What became of one record, told without reading the whole log.

use kept_schema::NodeId;
use kept_schema::record::Edit;
use kept_store::{RecordChange, Store};
use serde_json::json;

use crate::support::{Kept, party, put, run, url};

fn told(history: &[RecordChange]) -> Vec<(u64, String, bool, bool)> {
    let told = |found: &RecordChange| {
        (found.change.seq, found.change.action.clone(), found.item.before.is_some(), found.item.after.is_some())
    };
    history.iter().map(told).collect()
}

fn id(text: &str) -> NodeId {
    text.parse().unwrap()
}

/// Enough records for several parts of a change, so that the right one has to be found.
fn crowd() -> Vec<Edit> {
    let long = "x".repeat(2_000);
    (0..600)
        .map(|number| {
            put("party", json!({"key": format!("v{number:03}"), "name": "V", "kind": "VENDOR", "description": long}))
        })
        .collect()
}

async fn make(kept: &mut Kept) {
    kept.commit("apply", vec![party("us", "SELF")]).await;
    kept.commit("import", crowd()).await;
    kept.commit("updateParty", vec![put("party", json!({"key": "v599", "name": "Vendor", "kind": "VENDOR"}))]).await;
    kept.commit("deleteParty", vec![Edit::Delete(id("party:v599"))]).await;
}

#[test]
fn a_record_has_its_own_history_the_newest_first() {
    run(async {
        let mut kept = Kept::in_memory().await;
        make(&mut kept).await;
        let history = kept.store.history(&id("party:v599"), None, 10).await.unwrap();
        assert_eq!(
            told(&history),
            [
                (4, "deleteParty".to_owned(), true, false),
                (3, "updateParty".to_owned(), true, true),
                (2, "import".to_owned(), false, true)
            ]
        );
        assert_eq!(history[1].item.after.as_ref().unwrap()["name"], "Vendor");
        let older = kept.store.history(&id("party:v599"), Some(4), 1).await.unwrap();
        assert_eq!(told(&older), [(3, "updateParty".to_owned(), true, true)]);
        assert_eq!(told(&kept.store.history(&id("party:v000"), None, 10).await.unwrap()).len(), 1);
        assert_eq!(kept.store.history(&id("party:v5"), None, 10).await.unwrap(), []);
    });
}

#[test]
fn what_an_older_version_wrote_has_a_history_too() {
    let directory = tempfile::tempdir().unwrap();
    let url = url(directory.path());
    run(async move {
        let mut kept = Kept::open(&url).await;
        make(&mut kept).await;
        let before = kept.store.history(&id("party:v599"), None, 10).await.unwrap();
        // As a store that was written before there was an index.
        kept.store.run_unchecked("DELETE touched; DELETE indexed").await.unwrap();
        assert_eq!(kept.store.history(&id("party:v599"), None, 10).await.unwrap(), []);
        kept.store.close().await;
        let store = Store::open(&url).await.unwrap();
        assert_eq!(store.history(&id("party:v599"), None, 10).await.unwrap(), before);
        assert_eq!(before.len(), 3);
    });
}
