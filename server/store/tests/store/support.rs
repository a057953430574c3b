//! What the tests share.

use std::future::Future;

use chrono::{DateTime, TimeZone, Utc};
use kept_schema::record::{Edit, SourcedEdit};
use kept_schema::{NodeId, Record, Register};
use kept_store::{Commit, Committed, Store, StoreUrl};
use serde_json::{Value, json};

/// Runs a test on threads with the stack SurrealDB needs.
pub(crate) fn run<T: Send + 'static>(test: impl Future<Output = T> + Send + 'static) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .thread_stack_size(10 * 1024 * 1024)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::spawn(test).await.unwrap() })
}

pub(crate) fn moment() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 1, 12, 30, 15).unwrap() + chrono::TimeDelta::nanoseconds(123_456_789)
}

pub(crate) fn url(directory: &std::path::Path) -> StoreUrl {
    format!("rocksdb:{}?cache=8&write-buffer=4", directory.display()).parse().unwrap()
}

/// A record of the written form, under the name of its kind.
pub(crate) fn record(kind: &str, json: Value) -> Record {
    match kind {
        "party" => Record::Party(serde_json::from_value(json).unwrap()),
        "contract" => Record::Contract(serde_json::from_value(json).unwrap()),
        "flow" => Record::Flow(serde_json::from_value(json).unwrap()),
        "notice" => Record::Notice(serde_json::from_value(json).unwrap()),
        "promise" => Record::Promise(serde_json::from_value(json).unwrap()),
        "acceptance" => Record::Acceptance(serde_json::from_value(json).unwrap()),
        "assignment" => Record::Assignment(serde_json::from_value(json).unwrap()),
        "channel" => Record::Channel(serde_json::from_value(json).unwrap()),
        "observation" => Record::Observation(serde_json::from_value(json).unwrap()),
        "term" => Record::Term(serde_json::from_value(json).unwrap()),
        other => panic!("no such kind: {other}"),
    }
}

pub(crate) fn put(kind: &str, json: Value) -> Edit {
    Edit::Put(record(kind, json))
}

pub(crate) fn party(key: &str, kind: &str) -> Edit {
    put("party", json!({"key": key, "name": format!("The {key}"), "kind": kind}))
}

pub(crate) fn flow(key: &str, source: &str, recipient: &str) -> Edit {
    put(
        "flow",
        json!({"key": key, "source": source, "recipient": recipient, "startedOn": "2025-02-01",
        "categories": ["user.contact.email"], "purposes": ["essential.service"], "regions": ["DE"]}),
    )
}

pub(crate) fn delete(id: &str) -> Edit {
    Edit::Delete(id.parse::<NodeId>().unwrap())
}

/// A register and the store it is kept in.
pub(crate) struct Kept {
    pub(crate) store: Store,
    pub(crate) register: Register,
}

impl Kept {
    pub(crate) async fn open(url: &StoreUrl) -> Self {
        let store = Store::open(url).await.unwrap();
        let register = store.load(|_| {}).await.unwrap();
        Self { store, register }
    }

    pub(crate) async fn in_memory() -> Self {
        Self::open(&StoreUrl::MEMORY).await
    }

    /// The commit of these edits and the register after it.
    pub(crate) fn prepare(&self, action: &str, edits: Vec<Edit>) -> (Commit, Register) {
        let expect = self.register.revision();
        let (register, changes) = self.register.apply(edits.into_iter().map(SourcedEdit::from), expect + 1).unwrap();
        let summary = format!("{} records", changes.len());
        (
            Commit {
                expect,
                at: moment(),
                actor: "tester".into(),
                action: action.into(),
                summary,
                changes,
                look: None,
            },
            register,
        )
    }

    pub(crate) async fn commit(&mut self, action: &str, edits: Vec<Edit>) -> Committed {
        let (commit, register) = self.prepare(action, edits);
        let committed = self.store.commit(commit).await.unwrap();
        assert_eq!(committed.seq, register.revision());
        self.register = register;
        committed
    }
}

/// Two registers hold the same, revisions included.
pub(crate) fn assert_same(actual: &Register, expected: &Register) {
    assert_eq!(actual.revision(), expected.revision());
    assert_eq!(actual.ids().collect::<Vec<_>>(), expected.ids().collect::<Vec<_>>());
    for id in expected.ids() {
        assert_eq!(actual.get(&id), expected.get(&id), "{id}");
        assert_eq!(
            actual.get(&id).map(|record| record.to_json()),
            expected.get(&id).map(|record| record.to_json()),
            "{id}"
        );
        assert_eq!(actual.revision_of(&id), expected.revision_of(&id), "{id}");
    }
}
