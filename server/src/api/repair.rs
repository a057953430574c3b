//! Ways to make findings go away.

use std::sync::Arc;

use async_graphql::{Context, Enum, Json, Object};
use kept_engine::Repair;
use kept_schema::Day;
use serde_json::Value;

use super::error::Fault;
use super::finding::FindingObject;
use super::language;
use super::page::limit;
use crate::app::Snapshot;

/// What a repair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "kept_engine::RepairKind")]
pub(crate) enum RepairKind {
    /// Ends a sharing.
    EndFlow,
    /// Declares less: only what is allowed is shared.
    NarrowFlow,
    /// Records what is not recorded, if it is so.
    RecordFlow,
    /// Declares what was seen.
    DeclareFlow,
    /// Amends a contract.
    AmendContract,
    /// Prolongs a contract.
    RenewContract,
    /// Gives notice, so that a contract ends.
    GiveNotice,
    /// Signs a new contract.
    SignContract,
    /// Changes what a notice tells users.
    ChangeNotice,
    /// Asks users to agree anew.
    AskUsers,
    /// Records a certification.
    RecordCertification,
}

/// A repair of a finding of a day.
#[derive(Clone, Debug)]
pub(crate) struct RepairObject {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) day: Day,
    pub(super) repair: Arc<Repair>,
}

/// A way to make a finding go away: a document to apply. It was tried: with it the finding is gone.
#[Object(name = "Repair")]
impl RepairObject {
    /// What it does.
    async fn kind(&self) -> RepairKind {
        self.repair.kind.into()
    }

    /// What to do, in a sentence. In the language of the request.
    async fn title(&self, ctx: &Context<'_>) -> &str {
        self.repair.title.in_language(language(ctx))
    }

    /// The document: give it to `apply`.
    #[graphql(complexity = 5)]
    async fn document(&self) -> Result<Json<Value>, Fault> {
        serde_json::to_value(self.repair.document()).map(Json).map_err(|error| Fault::internal(&error))
    }

    /// The findings of the day that go away with it: this one, and perhaps others.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn findings_disappeared(
        &self,
        #[graphql(desc = "How many; 100 when not said, at most 500.")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(&self.repair.delta.disappeared, first)
    }

    /// The findings that it brings, to be seen to.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn findings_appeared(
        &self,
        #[graphql(desc = "How many; 100 when not said, at most 500.")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(&self.repair.delta.appeared, first)
    }
}

impl RepairObject {
    fn findings(&self, findings: &[kept_engine::Finding], first: Option<i32>) -> Result<Vec<FindingObject>, Fault> {
        let wrap = |finding| FindingObject::new(&self.snapshot, self.day, finding);
        Ok(findings.iter().take(limit(first)?).map(wrap).collect())
    }
}
