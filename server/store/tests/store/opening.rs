//! Opening, closing and reopening.

use kept_schema::Register;
use kept_store::{Credentials, MIGRATIONS, OpenError, Store, StoreUrl};

use crate::support::{Kept, assert_same, flow, party, run, url};

#[test]
fn a_new_store_holds_the_empty_register() {
    run(async {
        let kept = Kept::in_memory().await;
        assert_same(&kept.register, &Register::default());
        assert_eq!(kept.store.head().await.unwrap().seq, 0);
        assert_eq!(kept.store.head().await.unwrap().hash, [0; 32]);
        assert!(kept.store.verify(|_| {}).await.unwrap().is_whole());
    });
}

#[test]
fn what_was_committed_is_there_after_reopening_and_migrations_run_once() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(&directory.path().join("new/deep"));
        let mut kept = Kept::open(&url).await;
        kept.commit("apply", vec![party("us", "SELF"), party("v", "VENDOR"), flow("f", "us", "v")]).await;
        let Kept { store, register } = kept;
        let head = store.head().await.unwrap();
        store.close().await;
        for _ in 0..2 {
            let store = Store::open(&url).await.unwrap();
            assert_eq!(store.head().await.unwrap(), head);
            assert_same(&store.load(|_| {}).await.unwrap(), &register);
            let ran = store.run_unchecked("RETURN count(SELECT * FROM migration)").await.unwrap();
            assert!(ran.contains(&format!("({})", MIGRATIONS.len())), "{ran}");
            store.close().await;
        }
    });
}

#[test]
fn a_directory_has_one_process_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        let first = Store::open(&url).await.unwrap();
        let refused = Store::open(&url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Locked { .. }), "{refused:?}");
        first.close().await;
        Store::open(&url).await.unwrap().close().await;
    });
}

#[test]
fn a_directory_that_only_the_engine_has_locked_is_locked_too() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        Store::open(&url).await.unwrap().close().await;
        let foreign =
            surrealdb::engine::any::connect(format!("rocksdb://{}", directory.path().display())).await.unwrap();
        let refused = Store::open(&url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Locked { .. }), "{refused:?}");
        drop(foreign);
    });
}

#[test]
fn a_directory_with_other_files_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        std::fs::write(directory.path().join("thesis.txt"), "two years of work").unwrap();
        let refused = Store::open(&url(directory.path())).await.unwrap_err();
        assert!(matches!(refused, OpenError::NotAStore { .. }), "{refused:?}");
        assert!(refused.to_string().contains("thesis.txt"));
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
        let refused = Store::open(&url(&directory.path().join("thesis.txt"))).await.unwrap_err();
        assert!(matches!(refused, OpenError::Directory { .. }), "{refused:?}");
    });
}

#[test]
fn a_store_of_another_version_or_program_is_refused_and_left_alone() {
    let newer = format!(
        "CREATE migration:{} SET name = '9999_later', checksum = 'x', appliedAt = time::now()",
        MIGRATIONS.len() + 1
    );
    type Expected = fn(&OpenError) -> bool;
    let cases: [(&str, Expected); 3] = [
        (&newer, |error| matches!(error, OpenError::Newer { found, known, .. } if *found == known + 1)),
        (
            "UPDATE migration:1 SET checksum = 'x'",
            |error| matches!(error, OpenError::AlteredMigration { name } if name == "0001_init"),
        ),
        ("REMOVE TABLE migration", |error| matches!(error, OpenError::NotAStore { .. })),
    ];
    for (statement, is_expected) in cases {
        let directory = tempfile::tempdir().unwrap();
        let statement = statement.to_owned();
        run(async move {
            let url = url(directory.path());
            let store = Store::open(&url).await.unwrap();
            store.run_unchecked(&statement).await.unwrap();
            store.close().await;
            for _ in 0..2 {
                let refused = Store::open(&url).await.unwrap_err();
                assert!(is_expected(&refused), "{statement}: {refused:?}");
            }
        });
    }
}

#[test]
fn a_damaged_directory_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        Store::open(&url).await.unwrap().close().await;
        std::fs::write(directory.path().join("CURRENT"), "MANIFEST-nonsense\n").unwrap();
        let refused = Store::open(&url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Unavailable { .. }), "{refused:?}");
    });
}

#[test]
fn a_server_that_is_not_there_is_an_error_without_secrets() {
    run(async {
        let url: StoreUrl = "ws://127.0.0.1:9".parse().unwrap();
        let credentials = Credentials { user: "kept".into(), password: "hunter2".into() };
        let refused = Store::open_with(&url, Some(&credentials)).await.unwrap_err();
        assert!(matches!(refused, OpenError::Unavailable { .. }), "{refused:?}");
        assert!(!format!("{refused:?} {credentials:?}").contains("hunter2"));
    });
}

#[test]
fn a_store_that_was_closed_no_longer_writes() {
    let directory = tempfile::tempdir().unwrap();
    run(async move {
        let url = url(directory.path());
        let kept = Kept::open(&url).await;
        let (commit, _) = kept.prepare("apply", vec![party("us", "SELF")]);
        kept.store.clone().close().await;
        assert!(kept.store.commit(commit).await.is_err());
        kept.store.close().await;
        assert_eq!(Kept::open(&url).await.register.revision(), 0);
    });
}
