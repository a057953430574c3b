//! A commit is all or nothing, and only from the revision it was validated against.

use std::sync::Arc;

use kept_store::{CommitError, StoreUrl};

use crate::support::{Kept, assert_same, delete, flow, party, run, url};

#[test]
fn commits_follow_each_other() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("createParty", vec![party("us", "SELF")]).await;
        kept.commit("createParty", vec![party("v", "VENDOR")]).await;
        kept.commit("createFlow", vec![flow("f", "us", "v")]).await;
        kept.commit("deleteFlow", vec![delete("flow:f")]).await;
        let last = kept.commit("updateParty", vec![party("v", "PARTNER")]).await;
        let head = kept.store.head().await.unwrap();
        assert_eq!((head.seq, head.hash), (5, last.hash));
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
    });
}

#[test]
fn a_stale_commit_writes_nothing() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", vec![party("us", "SELF")]).await;
        let (stale, _) = kept.prepare("apply", vec![party("late", "VENDOR")]);
        kept.commit("apply", vec![party("first", "VENDOR")]).await;
        let refused = kept.store.commit(stale).await.unwrap_err();
        assert!(matches!(refused, CommitError::Stale { expected: 1, actual: 2 }), "{refused:?}");
        assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
        assert!(kept.store.verify(|_| {}).await.unwrap().is_whole());
    });
}

/// What the store does not know of its own writes must be caught by the transaction itself.
#[test]
fn a_head_that_another_process_moved_is_noticed() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", vec![party("us", "SELF")]).await;
        kept.store.run_unchecked("UPDATE head:log SET seq = 7").await.unwrap();
        let (commit, _) = kept.prepare("apply", vec![party("late", "VENDOR")]);
        let refused = kept.store.commit(commit).await.unwrap_err();
        assert!(matches!(refused, CommitError::Stale { expected: 1, actual: 7 }), "{refused:?}");
        let parties = kept
            .store
            .run_unchecked("RETURN count(SELECT * FROM party) + count(SELECT * FROM change) * 10")
            .await
            .unwrap();
        assert!(parties.contains("(11)"), "{parties}");
    });
}

fn of_eight_writers_one_wins(url: &StoreUrl, directory: Option<tempfile::TempDir>) {
    let url = url.clone();
    run(async move {
        let mut kept = Kept::open(&url).await;
        kept.commit("apply", vec![party("us", "SELF")]).await;
        for round in 0..5 {
            let start = Arc::new(tokio::sync::Barrier::new(8));
            let mut writers = Vec::new();
            for writer in 0..8 {
                let (commit, register) = kept.prepare("apply", vec![party(&format!("v-{round}-{writer}"), "VENDOR")]);
                let (store, start) = (kept.store.clone(), start.clone());
                writers.push(tokio::spawn(async move {
                    start.wait().await;
                    store.commit(commit).await.map(|committed| (committed, register))
                }));
            }
            let mut winners = Vec::new();
            for writer in writers {
                match writer.await.unwrap() {
                    Ok(won) => winners.push(won),
                    Err(CommitError::Stale { expected, actual }) => assert_eq!(actual, expected + 1),
                    Err(other) => panic!("{other:?}"),
                }
            }
            assert_eq!(winners.len(), 1);
            let (committed, register) = winners.remove(0);
            assert_eq!(committed.seq, register.revision());
            kept.register = register;
            assert_same(&kept.store.load(|_| {}).await.unwrap(), &kept.register);
        }
        assert!(kept.store.verify(|_| {}).await.unwrap().is_whole());
        kept.store.close().await;
        drop(directory);
    });
}

#[test]
fn of_eight_writers_one_wins_in_memory() {
    of_eight_writers_one_wins(&StoreUrl::MEMORY, None);
}

#[test]
fn of_eight_writers_one_wins_on_disk() {
    let directory = tempfile::tempdir().unwrap();
    of_eight_writers_one_wins(&url(directory.path()), Some(directory));
}

/// Two that meet have the same chance to lose; when this one loses, it tries again.
#[test]
fn a_conflict_with_another_writer_is_tried_again() {
    run(async {
        let mut kept = Kept::in_memory().await;
        let rival = kept.store.clone();
        let mut met = 0;
        for number in 0..1_000 {
            let there_and_back = "BEGIN; UPDATE head:log SET seq += 1; UPDATE head:log SET seq -= 1; COMMIT";
            let rival = rival.run_unchecked(there_and_back);
            let commit = kept.commit("apply", vec![party(&format!("p-{number}"), "VENDOR")]);
            let (lost, _) = tokio::join!(rival, commit);
            met += usize::from(lost.is_err());
            if met >= 5 && number >= 20 {
                break;
            }
        }
        assert!(met > 0, "the two never met");
        assert!(kept.store.verify(|_| {}).await.unwrap().is_whole());
    });
}

#[test]
fn what_the_store_refuses_leaves_no_trace() {
    run(async {
        let mut kept = Kept::in_memory().await;
        kept.commit("apply", vec![party("us", "SELF"), party("v", "VENDOR")]).await;
        kept.store.run_unchecked("CREATE party:stray CONTENT (SELECT * OMIT id FROM ONLY party:v)").await.unwrap();
        kept.store.run_unchecked("DELETE party:v").await.unwrap();
        let before = kept.store.head().await.unwrap();
        // The register knows of no stray, so this is meant as a new party; and it believes in v.
        for edits in [
            vec![party("fine", "VENDOR"), party("stray", "VENDOR")],
            vec![party("fine", "VENDOR"), party("v", "PARTNER")],
        ] {
            let (commit, _) = kept.prepare("apply", edits);
            let refused = kept.store.commit(commit).await.unwrap_err();
            assert!(matches!(refused, CommitError::Refused(_)), "{refused:?}");
            assert_eq!(kept.store.head().await.unwrap(), before);
            let fine = kept
                .store
                .run_unchecked("RETURN count(SELECT * FROM party:fine) + count(SELECT * FROM change)")
                .await
                .unwrap();
            assert!(fine.contains("(1)"), "{fine}");
        }
    });
}

#[test]
fn a_commit_without_changes_is_only_logged() {
    run(async {
        let mut kept = Kept::in_memory().await;
        let committed = kept.commit("acceptRisk", vec![]).await;
        assert_eq!(committed.seq, 1);
        assert!(kept.store.changes(0, 1).await.unwrap()[0].items.is_empty());
        assert!(kept.store.verify(|_| {}).await.unwrap().is_whole());
    });
}
