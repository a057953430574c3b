//! A process that is killed while it writes loses nothing that it acknowledged.
//!
//! The process is this test program itself, run again for the one test `crash::writer`, so that it
//! can never be an old build.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use kept_schema::Register;
use kept_schema::record::{Edit, SourcedEdit};
use kept_store::{Commit, CommitError, Store, StoreUrl};
use serde_json::json;

use crate::support::{Kept, moment, put, run};

const CHILD: &str = "KEPT_TEST_CRASH_DIRECTORY";
const KILLS: usize = 10;
const WRITERS: usize = 4;
/// Parties in a commit, and as many flows: some 200 KB with their lines in the log.
const PARTIES: u64 = 15;

/// Buffers of a mebibyte, so that every few commits fill one and it is written out.
fn url(directory: &Path) -> StoreUrl {
    format!("rocksdb:{}?cache=8&write-buffer=1", directory.display()).parse().unwrap()
}

fn random(below: usize) -> usize {
    (RandomState::new().hash_one(()) % below as u64) as usize
}

/// Text of one to four kilobytes that does not compress to nothing.
fn text() -> String {
    let length = 1024 + random(3 * 1024);
    let state = RandomState::new();
    (0..length / 16).map(|part| format!("{:016x}", state.hash_one(part))).collect()
}

/// Some new records and some that take the place of earlier ones.
fn batch(writer: usize, number: u64) -> Vec<Edit> {
    let party = |slot: u64| format!("p-{writer}-{slot}");
    let mut edits = vec![put("party", json!({"key": "us", "name": "Acme", "kind": "SELF"}))];
    for part in 0..PARTIES {
        let slot = number * PARTIES + part;
        edits.push(put("party", json!({"key": party(slot), "name": "V", "kind": "VENDOR", "description": text()})));
        edits.push(put(
            "flow",
            json!({"key": format!("f-{writer}-{}", slot % 64), "source": "us", "recipient": party(slot),
            "startedOn": "2025-01-01", "categories": ["user.contact.email"], "description": text()}),
        ));
    }
    edits
}

/// The process to be killed: several writers, each from the newest register it knows.
#[test]
#[ignore = "is run by the crash test"]
fn writer() {
    let Ok(directory) = std::env::var(CHILD) else { return };
    run(async move {
        let Kept { store, register } = Kept::open(&url(Path::new(&directory))).await;
        let newest = Arc::new(std::sync::Mutex::new(register));
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            let (store, newest) = (store.clone(), newest.clone());
            writers.push(tokio::spawn(async move { write_for_ever(writer, &store, &newest).await }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

async fn write_for_ever(writer: usize, store: &Store, newest: &std::sync::Mutex<Register>) {
    loop {
        let base = newest.lock().unwrap().clone();
        let expect = base.revision();
        let edits = batch(writer, expect).into_iter().map(SourcedEdit::from);
        let (register, changes) = base.apply(edits, expect + 1).unwrap();
        let commit = Commit {
            expect,
            at: moment(),
            actor: format!("writer {writer}"),
            action: "apply".into(),
            summary: String::new(),
            changes,
            look: None,
        };
        match store.commit(commit).await {
            Ok(committed) => {
                let mut newest = newest.lock().unwrap();
                if register.revision() > newest.revision() {
                    *newest = register;
                }
                let mut out = std::io::stdout().lock();
                let hash: String = committed.hash.iter().map(|byte| format!("{byte:02x}")).collect();
                writeln!(out, "\nacknowledged {} {hash}", committed.seq).unwrap();
                out.flush().unwrap();
            }
            Err(CommitError::Stale { .. }) => tokio::task::yield_now().await,
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// Runs the writer until it acknowledged that many commits, kills it, and returns all it acknowledged.
fn write_and_be_killed(directory: &Path, after: usize) -> BTreeMap<u64, String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer", "--ignored", "--nocapture", "--test-threads=1"])
        .env(CHILD, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = BTreeMap::new();
    let mut killed = false;
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    // What was in the pipe when it died was acknowledged too; half a line was not.
    while out.read_line(&mut line).unwrap() > 0 {
        if let Some((seq, hash)) =
            line.strip_prefix("acknowledged ").and_then(|rest| rest.strip_suffix('\n')?.split_once(' '))
        {
            acknowledged.insert(seq.parse().unwrap(), hash.to_owned());
        }
        if acknowledged.len() >= after && !killed {
            child.kill().unwrap();
            killed = true;
        }
        line.clear();
    }
    child.wait().unwrap();
    assert!(killed, "the writer ended by itself after {} of {after} commits", acknowledged.len());
    acknowledged
}

/// The tables RocksDB wrote, by name.
fn tables(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".sst"))
        .collect();
    names.sort();
    names
}

#[test]
fn ten_kills_lose_nothing_that_was_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeMap::new();
    let mut rounds_with_flushes = 0;
    for round in 1..=KILLS {
        let before = tables(directory.path());
        let after = 8 + random(16);
        acknowledged.extend(write_and_be_killed(directory.path(), after));
        // Before anything else opens the store: these the killed process wrote itself.
        if tables(directory.path()).iter().any(|table| !before.contains(table)) {
            rounds_with_flushes += 1;
        }
        let (path, expected) = (directory.path().to_owned(), acknowledged.clone());
        run(async move {
            let kept = Kept::open(&url(&path)).await;
            let log = kept.store.change_headers(0, usize::MAX).await.unwrap();
            let in_log: BTreeMap<u64, String> = log
                .iter()
                .map(|header| (header.seq, header.hash.iter().map(|byte| format!("{byte:02x}")).collect()))
                .collect();
            for (seq, hash) in &expected {
                assert_eq!(in_log.get(seq), Some(hash), "kill {round}: change {seq} was acknowledged");
            }
            // At most the commit that was being made is there without having been acknowledged, and
            // those whose acknowledgement was not printed any more.
            assert!(in_log.len() <= expected.len() + (WRITERS + 1) * round);
            let verification = kept.store.verify(|_| {}).await.unwrap();
            assert_eq!(verification.defects, [], "kill {round}");
            assert_eq!(verification.changes, kept.register.revision());
            kept.store.close().await;
        });
    }
    assert!(
        rounds_with_flushes >= KILLS / 2,
        "only {rounds_with_flushes} of {KILLS} writers filled a buffer: write more"
    );
    let size: u64 =
        std::fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    assert!(size > 10_000_000, "only {size} bytes: write more");
    println!(
        "{} acknowledged changes, {} MB, {rounds_with_flushes} of {KILLS} rounds with flushes",
        acknowledged.len(),
        size / 1_000_000
    );
}
