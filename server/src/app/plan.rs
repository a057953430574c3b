//! What a list of edits would do.

use kept_engine::ReportDelta;
use kept_schema::{Change, Day};

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
}
