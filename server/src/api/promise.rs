//! Promises.

mod ask;

use std::sync::Arc;

use async_graphql::{ID, Object};
use kept_schema::{NodeId, NoticeKey, Promise, PromiseKey, Versioned};

pub(crate) use ask::{PromiseMutation, PromiseQuery};

use super::day_of;
use super::error::Fault;
use super::finding::{FindingObject, findings_of};
use super::notice::NoticeObject;
use super::page::{Connection, PageArgs, cost};
use super::scalar::Date;
use super::values::{Limits, Scope, Shares};
use super::words::{PromiseKind, Verdict};
use crate::app::Snapshot;

/// A promise as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct PromiseObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Promise>>,
}

impl PromiseObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Promise>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &PromiseKey) -> Option<Self> {
        snapshot.register().promises().get(key).map(|record| Self::new(snapshot, record.clone()))
    }

    /// The promises of a notice, by key.
    pub(super) fn of_notice(snapshot: &Arc<Snapshot>, notice: &NoticeKey) -> Vec<Self> {
        let promises = snapshot.register().promises().values();
        let promises = promises.filter(|promise| promise.notice.as_ref() == Some(notice));
        promises.map(|record| Self::new(snapshot, record.clone())).collect()
    }
}

/// One statement of a notice, quoted, with its machine-readable meaning.
#[Object(name = "Promise")]
impl PromiseObject {
    /// Its global id, such as `promise:email-only-to-deliver`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Promise(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// What people call it: its words, else its key.
    pub(crate) async fn title(&self) -> String {
        self.record.title().to_owned()
    }

    /// The notice it stands in.
    async fn notice(&self) -> Option<NoticeObject> {
        self.record.notice.as_ref().and_then(|key| NoticeObject::find(&self.snapshot, key))
    }

    /// Whether it says what is shared, or limits it.
    async fn kind(&self) -> PromiseKind {
        self.record.kind.into()
    }

    /// The words as users read them.
    async fn quote(&self) -> Option<&str> {
        self.record.quote.as_deref()
    }

    /// Where they stand in the notice.
    async fn section(&self) -> Option<&str> {
        self.record.section.as_deref()
    }

    /// What data it is about.
    async fn scope(&self) -> Scope {
        Scope::from(&self.record.scope)
    }

    /// The limits that a commitment sets; null for a disclosure.
    async fn limits(&self) -> Option<Limits> {
        self.record.limits.as_ref().map(Limits::from)
    }

    /// What a disclosure says is shared, with whom and what for; null for a commitment.
    async fn shares(&self) -> Option<Shares> {
        self.record.shares.as_ref().map(Shares::from)
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.record.revision
    }

    /// Whether it is kept. Null when its notice is not in force on the day.
    #[graphql(complexity = 10)]
    async fn verdict(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
    ) -> Result<Option<Verdict>, Fault> {
        let report = self.snapshot.report_on(day_of(as_of)).await?;
        let found = report
            .promises
            .binary_search_by(|promise| promise.promise.cmp(&self.record.key))
            .ok()
            .and_then(|at| report.promises.get(at));
        Ok(found.map(|found| found.verdict.into()))
    }

    /// Findings that say that it is broken, or cannot be shown to be kept.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn findings(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] as_of: Option<Date>,
        #[graphql(desc = "How many from the start; 50 when not said, at most 500.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 500.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FindingObject>, Fault> {
        let args = PageArgs::new(first, after, last, before);
        findings_of(&self.snapshot, as_of, &args, &NodeId::Promise(self.record.key.clone())).await
    }
}
