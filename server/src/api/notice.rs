//! Notices.

mod ask;

use std::sync::Arc;

use async_graphql::{ID, Object};
use kept_schema::{NodeId, Notice, NoticeKey, Versioned};

pub(crate) use ask::{NoticeMutation, NoticeQuery};

use super::day_of;
use super::error::Fault;
use super::finding::{FindingObject, findings_of};
use super::page::{Connection, PageArgs, cost};
use super::party::PartyObject;
use super::promise::PromiseObject;
use super::scalar::Date;
use super::values::Audience;
use crate::app::Snapshot;

/// A notice as it was in a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct NoticeObject {
    snapshot: Arc<Snapshot>,
    record: Arc<Versioned<Notice>>,
}

impl NoticeObject {
    pub(super) fn new(snapshot: &Arc<Snapshot>, record: Arc<Versioned<Notice>>) -> Self {
        Self { snapshot: snapshot.clone(), record }
    }

    pub(super) fn find(snapshot: &Arc<Snapshot>, key: &NoticeKey) -> Option<Self> {
        snapshot.register().notices().get(key).map(|record| Self::new(snapshot, record.clone()))
    }
}

/// A privacy notice: what a company tells users about some of its systems, from a day on.
#[Object(name = "Notice")]
impl NoticeObject {
    /// Its global id, such as `notice:privacy-2025`.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Notice(self.record.key.clone()).to_string().into()
    }

    /// Its key in the register.
    pub(crate) async fn key(&self) -> String {
        self.record.key.to_string()
    }

    /// Its title as users read it.
    pub(crate) async fn title(&self) -> String {
        self.record.title.to_string()
    }

    /// Who gives it.
    async fn by(&self) -> Option<PartyObject> {
        self.record.by.as_ref().and_then(|key| PartyObject::find(&self.snapshot, key))
    }

    /// The systems it speaks for: those it names, else its giver and all that its giver operates.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn systems(&self) -> Vec<PartyObject> {
        PartyObject::all(&self.snapshot, &self.snapshot.register().systems_of(&self.record))
    }

    /// The first day it is in force.
    async fn effective_on(&self) -> Date {
        Date(self.record.effective_on)
    }

    /// The last day it is in force, as recorded; null, it is in force until a notice supersedes it.
    async fn ended_on(&self) -> Option<Date> {
        self.record.ended_on.map(Date)
    }

    /// The last day it is in force, whether it ends or is superseded; null while that is not known.
    async fn last_day(&self) -> Option<Date> {
        let in_force = self.snapshot.register().notice_in_force(&self.record);
        in_force.until.map(|until| Date(until.previous()))
    }

    /// Whether it is in force on a day.
    async fn in_force(
        &self,
        #[graphql(desc = "The day that is asked about; today when not said.")] on: Option<Date>,
    ) -> bool {
        self.snapshot.register().notice_in_force(&self.record).contains(day_of(on))
    }

    /// The notice it takes the place of.
    async fn supersedes(&self) -> Option<NoticeObject> {
        self.record.supersedes.as_ref().and_then(|key| Self::find(&self.snapshot, key))
    }

    /// Whether users agreed to it anew, so that it also governs data collected under the notice it supersedes.
    async fn consent_renewed(&self) -> bool {
        self.record.consent_renewed
    }

    /// Whom it is given to.
    async fn audience(&self) -> Audience {
        Audience::from(&self.record.audience)
    }

    /// Where it is published.
    async fn url(&self) -> Option<&str> {
        self.record.url.as_deref()
    }

    /// The revision of the register that last changed it: give it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.record.revision
    }

    /// What it promises, by key.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn promises(&self) -> Vec<PromiseObject> {
        PromiseObject::of_notice(&self.snapshot, &self.record.key)
    }

    /// Findings about it and about its promises.
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
        findings_of(&self.snapshot, as_of, &args, &NodeId::Notice(self.record.key.clone())).await
    }
}
