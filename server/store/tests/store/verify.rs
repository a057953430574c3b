//! Whoever changes the store behind Kept's back is found out.

use kept_store::StoreError;
use serde_json::json;

use crate::support::{Kept, delete, flow, party, put, run};

/// A store with six changes, some of them undone by later ones.
async fn honest() -> Kept {
    let mut kept = Kept::in_memory().await;
    kept.commit("apply", vec![party("us", "SELF"), party("v", "VENDOR"), party("w", "VENDOR")]).await;
    kept.commit("createFlow", vec![flow("f", "us", "v")]).await;
    kept.commit("createFlow", vec![flow("g", "us", "w")]).await;
    kept.commit("deleteFlow", vec![delete("flow:g")]).await;
    kept.commit("updateParty", vec![put("party", json!({"key": "v", "name": "V", "kind": "PARTNER", "tags": ["a"]}))])
        .await;
    kept.commit(
        "createTerm",
        vec![put("term", json!({"taxonomy": "CATEGORY", "key": "user.loyalty", "name": "Loyalty"}))],
    )
    .await;
    kept
}

#[test]
fn an_honest_store_is_whole() {
    run(async {
        let kept = honest().await;
        let verification = kept.store.verify(|_| {}).await.unwrap();
        assert_eq!(verification.defects, []);
        assert_eq!((verification.changes, verification.records), (6, 5));
        assert_eq!(verification.head, kept.store.head().await.unwrap());
    });
}

#[test]
fn tampering_is_found_where_it_was_done() {
    let cases = [
        // Records.
        ("UPDATE party:v SET name = 'Someone else'", "party:v: it is not what change 5 made it"),
        ("UPDATE party:v SET tags = []", "party:v: it is not what change 5 made it"),
        ("UPDATE party:w SET revision = 2", "party:w: its revision is 2, and change 1 was the last to touch it"),
        ("UPDATE party:w SET revision = 99", "party:w: its revision is 99, and the last change is 6"),
        ("DELETE flow:f", "flow:f: it is missing; change 2 left it there"),
        ("DELETE term:⟨category/user.loyalty⟩", "term:category/user.loyalty: it is missing; change 6 left it there"),
        ("CREATE flow:g CONTENT (SELECT * OMIT id FROM ONLY flow:f)", "flow:g: it is there, and change 4 removed it"),
        ("CREATE flow:h CONTENT (SELECT * OMIT id FROM ONLY flow:f)", "flow:h: it is there, and no change made it"),
        ("UPDATE flow:f SET startedOn = 'yesterday'", "flow:f: startedOn: "),
        // The log.
        ("UPDATE change:2 SET actor = 'nobody'", "change:2: it does not have the hash it was sealed with"),
        ("UPDATE change:2 SET at = d'2020-01-01T00:00:00Z'", "change:2: it does not have the hash it was sealed with"),
        (
            "UPDATE change_item:[2, 0] SET lines = string::replace(lines, 'user.contact.email', 'user.contact')",
            "change:2: what it changed does not have the hash it was sealed with",
        ),
        ("DELETE change_item:[3, 0]", "change:3: what it changed does not have the hash it was sealed with"),
        ("CREATE change_item:[3, 1] SET lines = ''", "change:4: "),
        (
            "UPDATE change:3 SET hash = string::repeat('00', 32)",
            "change:4: it does not follow from the change before it",
        ),
        ("DELETE change:3", "change:3: it is missing"),
        ("DELETE change:6; DELETE change_item:[6, 0]", "head:log: it says change 6 is the last"),
        ("UPDATE head:log SET hash = string::repeat('ab', 32)", "head:log: it says change 6 is the last"),
        ("UPDATE head:log SET seq = 5", "head:log: it says change 5 is the last"),
        ("UPDATE change:1 SET hash = 'short'", "change:1: hash is no SHA-256"),
    ];
    run(async move {
        for (statement, expected) in cases {
            let kept = honest().await;
            kept.store.run_unchecked(statement).await.unwrap();
            let verification = kept.store.verify(|_| {}).await.unwrap();
            let found: Vec<_> = verification.defects.iter().map(ToString::to_string).collect();
            // An empty chunk changes nothing that was sealed.
            let harmless = statement.contains("lines = ''");
            assert!(harmless || found.iter().any(|defect| defect.starts_with(expected)), "{statement}: {found:#?}");
        }
    });
}

#[test]
fn a_store_without_a_head_is_damaged() {
    run(async {
        let kept = honest().await;
        kept.store.run_unchecked("DELETE head:log").await.unwrap();
        assert!(matches!(kept.store.verify(|_| {}).await, Err(StoreError::Damaged { .. })));
        assert!(kept.store.load(|_| {}).await.is_err());
    });
}
