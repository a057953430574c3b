//! What a list of edits does, or would do.

use std::sync::Arc;

use async_graphql::{Enum, ID, Json, Object, SimpleObject};
use kept_engine::{Finding, Verdict as EngineVerdict};
use kept_schema::{Change, FieldChange as ChangedField, NodeId, PromiseKey};
use serde_json::Value;

use super::blocking;
use super::error::Fault;
use super::finding::FindingObject;
use super::node::Node;
use super::page::{DEFAULT_LIST, cut, limit};
use super::promise::PromiseObject;
use super::scalar::Date;
use super::words::{NodeKind, Verdict};
use super::write::Outcome;
use crate::app::{PlanCounts, Snapshot};

/// What happens to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ChangeKind {
    /// It is added.
    Create,
    /// Some of its fields get new values.
    Update,
    /// It is removed.
    Delete,
}

impl ChangeKind {
    pub(super) fn of<T>(before: Option<&T>, after: Option<&T>) -> Self {
        match (before, after) {
            (None, _) => Self::Create,
            (_, None) => Self::Delete,
            _ => Self::Update,
        }
    }
}

/// One field of a record that changes.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct FieldChange {
    /// The field, such as `terms.regions`.
    field: String,
    /// Its value before; null when it was absent.
    before: Json<Value>,
    /// Its value after; null when it is absent.
    after: Json<Value>,
}

impl From<ChangedField> for FieldChange {
    fn from(from: ChangedField) -> Self {
        Self { field: from.field, before: Json(from.before), after: Json(from.after) }
    }
}

/// A change of a plan.
#[derive(Clone, Debug)]
pub(crate) struct PlannedChange {
    outcome: Arc<Outcome>,
    index: usize,
}

impl PlannedChange {
    fn change(&self) -> Option<&Change> {
        self.outcome.plan.changes.get(self.index)
    }
}

/// What happens to one record.
#[Object]
impl PlannedChange {
    /// The global id of the record.
    async fn id(&self) -> ID {
        self.change().map(|change| change.id.to_string()).unwrap_or_default().into()
    }

    /// Whether it is added, changed or removed.
    async fn kind(&self) -> ChangeKind {
        self.change().map_or(ChangeKind::Update, |change| ChangeKind::of(change.before.as_ref(), change.after.as_ref()))
    }

    /// What the record is.
    async fn node_kind(&self) -> Option<NodeKind> {
        self.change().map(|change| change.id.kind().into())
    }

    /// The record as it is after the change; before it, when it is removed.
    async fn node(&self) -> Option<Node> {
        let change = self.change()?;
        let snapshot = if change.after.is_some() { &self.outcome.after } else { &self.outcome.before };
        Node::find(snapshot, &change.id)
    }

    /// The fields that change, in the order of their names.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn fields(&self) -> Vec<FieldChange> {
        self.change().map(Change::fields).unwrap_or_default().into_iter().map(FieldChange::from).collect()
    }
}

/// A promise whose verdict changes.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct PromiseVerdictChange {
    /// The promise.
    promise: PromiseObject,
    /// The verdict before; null when its notice was not in force.
    before: Option<Verdict>,
    /// The verdict after; null when its notice is not in force.
    after: Option<Verdict>,
}

/// How much a plan changes.
#[derive(Clone, Copy, Debug, SimpleObject)]
#[graphql(name = "PlanCounts")]
pub(crate) struct Counts {
    /// Records that are added.
    created: usize,
    /// Records that are changed.
    updated: usize,
    /// Records that are removed.
    deleted: usize,
    /// Findings that appear.
    findings_appeared: usize,
    /// Findings that disappear.
    findings_disappeared: usize,
    /// Promises whose verdict changes.
    promise_verdicts: usize,
}

impl From<PlanCounts> for Counts {
    fn from(counts: PlanCounts) -> Self {
        let PlanCounts { created, updated, deleted, findings_appeared, findings_disappeared, promise_verdicts } =
            counts;
        Self { created, updated, deleted, findings_appeared, findings_disappeared, promise_verdicts }
    }
}

/// A plan, done or not.
#[derive(Clone, Debug)]
pub(crate) struct PlanObject {
    outcome: Arc<Outcome>,
}

impl PlanObject {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self { outcome: Arc::new(outcome) }
    }

    fn findings(
        &self,
        snapshot: &Arc<Snapshot>,
        findings: &[Finding],
        first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        let as_of = self.outcome.plan.as_of;
        Ok(findings.iter().take(limit(first)?).map(|finding| FindingObject::new(snapshot, as_of, finding)).collect())
    }
}

/// The promises whose verdict changes, from one snapshot to another.
pub(super) fn verdict_changes(
    promises: &[(PromiseKey, Option<EngineVerdict>, Option<EngineVerdict>)],
    [before, after]: [&Arc<Snapshot>; 2],
) -> Vec<PromiseVerdictChange> {
    let promises = promises.iter().filter_map(|(key, was, is)| {
        let promise = PromiseObject::find(after, key).or_else(|| PromiseObject::find(before, key))?;
        Some(PromiseVerdictChange { promise, before: was.map(Into::into), after: is.map(Into::into) })
    });
    promises.collect()
}

/// What a list of edits does to the register: the records that change, and the findings that appear and disappear.
#[Object(name = "Plan")]
impl PlanObject {
    /// The revision of the register that this made; null when it was only tried (a dry run). Unchanged when there was
    /// nothing to change.
    async fn revision(&self) -> Option<u64> {
        self.outcome.revision
    }

    /// The day the findings are of: today.
    async fn as_of(&self) -> Date {
        Date(self.outcome.plan.as_of)
    }

    /// What it does, in a sentence.
    async fn summary(&self) -> String {
        self.outcome.plan.summary()
    }

    /// How much it changes: the lists below may be cut.
    async fn counts(&self) -> Counts {
        self.outcome.plan.counts().into()
    }

    /// All of it in the shape that `kept apply --format json` prints, for programs: no list is cut.
    #[graphql(complexity = 50)]
    async fn json(&self) -> Result<Json<Value>, Fault> {
        let outcome = self.outcome.clone();
        let written = blocking(move || serde_json::to_value(outcome.plan.published(outcome.revision))).await?;
        written.map(Json).map_err(|error| Fault::internal(&error))
    }

    /// The records that change, by id. What is the same already is not listed.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn changes(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<PlannedChange>, Fault> {
        let count = self.outcome.plan.changes.len().min(limit(first)?);
        Ok((0..count).map(|index| PlannedChange { outcome: self.outcome.clone(), index }).collect())
    }

    /// The findings that appear: what would be, or is, newly wrong.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn findings_appeared(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(&self.outcome.after, &self.outcome.plan.delta.appeared, first)
    }

    /// The findings that disappear: what would be, or is, repaired.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn findings_disappeared(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<FindingObject>, Fault> {
        self.findings(&self.outcome.before, &self.outcome.plan.delta.disappeared, first)
    }

    /// The promises whose verdict changes, by key.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn promise_verdicts(
        &self,
        #[graphql(desc = "How many at most, up to 500.", default_with = "Some(DEFAULT_LIST)")] first: Option<i32>,
    ) -> Result<Vec<PromiseVerdictChange>, Fault> {
        let promises = cut(&self.outcome.plan.delta.promises, first)?;
        Ok(verdict_changes(promises, [&self.outcome.before, &self.outcome.after]))
    }
}

/// What was deleted, and what deleting it did.
#[derive(Debug, SimpleObject)]
pub(crate) struct DeletePayload {
    /// The global id of what was deleted.
    deleted_id: ID,
    /// What the mutation did.
    #[graphql(flatten)]
    plan: PlanObject,
}

impl DeletePayload {
    pub(super) fn of((id, outcome): (NodeId, Outcome)) -> Self {
        Self { deleted_id: id.to_string().into(), plan: PlanObject::of(outcome) }
    }
}
