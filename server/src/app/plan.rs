//! What a list of edits would do.

use kept_engine::{Finding, ReportDelta, Verdict};
use kept_schema::{Change, Day, FieldChange, NodeId, PromiseKey};
use serde::{Deserialize, Serialize};

use super::{Snapshot, count};

/// What a list of edits does: the records that change, and the findings that appear and disappear.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The day the findings are of.
    pub as_of: Day,
    /// The records that change, by id.
    pub changes: Vec<Change>,
    /// The findings and verdicts that change.
    pub delta: ReportDelta,
}

/// A plan with the snapshot it leads to.
#[derive(Debug)]
pub struct Planned {
    /// What changes.
    pub plan: Plan,
    /// The register as it would be.
    pub snapshot: Snapshot,
}

impl Plan {
    /// What it does, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        if let [change] = self.changes.as_slice() {
            let verb = match (&change.before, &change.after) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            return format!("{verb} {}", change.id);
        }
        let (added, changed, removed) = count(&self.changes);
        format!("{added} added, {changed} changed, {removed} removed")
    }

    /// How much it changes.
    #[must_use]
    pub fn counts(&self) -> PlanCounts {
        let (created, updated, deleted) = count(&self.changes);
        PlanCounts {
            created,
            updated,
            deleted,
            findings_appeared: self.delta.appeared.len(),
            findings_disappeared: self.delta.disappeared.len(),
            promise_verdicts: self.delta.promises.len(),
        }
    }

    /// Its published shape; `revision` is the one it made, and `None` when it was only tried.
    #[must_use]
    pub fn published(&self, revision: Option<u64>) -> PublishedPlan<'_> {
        let verdict = |(key, before, after): &(PromiseKey, Option<Verdict>, Option<Verdict>)| PublishedVerdict {
            key: key.clone(),
            before: *before,
            after: *after,
        };
        PublishedPlan {
            as_of: self.as_of,
            dry_run: revision.is_none(),
            revision,
            summary: self.summary(),
            counts: self.counts(),
            changes: self.changes.iter().map(PublishedChange::of).collect(),
            findings_appeared: &self.delta.appeared,
            findings_disappeared: &self.delta.disappeared,
            promises: self.delta.promises.iter().map(verdict).collect(),
        }
    }
}

/// How much a plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanCounts {
    /// Records that are added.
    pub created: usize,
    /// Records that are changed.
    pub updated: usize,
    /// Records that are removed.
    pub deleted: usize,
    /// Findings that appear.
    pub findings_appeared: usize,
    /// Findings that disappear.
    pub findings_disappeared: usize,
    /// Promises whose verdict changes.
    pub promise_verdicts: usize,
}

/// A plan as programs read it: the one shape of `--format json` and of `Plan.json` over GraphQL.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PublishedPlan<'a> {
    as_of: Day,
    dry_run: bool,
    revision: Option<u64>,
    summary: String,
    counts: PlanCounts,
    changes: Vec<PublishedChange<'a>>,
    findings_appeared: &'a [Finding],
    findings_disappeared: &'a [Finding],
    promises: Vec<PublishedVerdict>,
}

#[derive(Debug, Serialize)]
struct PublishedChange<'a> {
    id: &'a NodeId,
    kind: &'static str,
    fields: Vec<FieldChange>,
}

impl<'a> PublishedChange<'a> {
    fn of(change: &'a Change) -> Self {
        let kind = match (&change.before, &change.after) {
            (None, _) => "CREATE",
            (_, None) => "DELETE",
            _ => "UPDATE",
        };
        Self { id: &change.id, kind, fields: change.fields() }
    }
}

#[derive(Debug, Serialize)]
struct PublishedVerdict {
    key: PromiseKey,
    before: Option<Verdict>,
    after: Option<Verdict>,
}
