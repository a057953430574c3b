//! The lives of findings: when each was first seen, came back and went away.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use kept_schema::FindingId;

use crate::Report;

/// When a finding was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When it was seen for the first time.
    pub first: DateTime<Utc>,
    /// Since when it was there without a break, now or before it went away.
    pub since: DateTime<Utc>,
    /// When it was seen to be gone; `None` while it is there.
    pub gone: Option<DateTime<Utc>>,
}

/// When findings were seen.
#[derive(Clone, Debug, Default)]
pub struct Lives(HashMap<FindingId, Seen>);

impl Lives {
    /// When a finding was seen; `None` when it never was.
    #[must_use]
    pub fn of(&self, finding: FindingId) -> Option<Seen> {
        self.0.get(&finding).copied()
    }

    /// Whether a finding was there when it was looked at last.
    #[must_use]
    pub fn is_there(&self, finding: FindingId) -> bool {
        self.0.get(&finding).is_some_and(|seen| seen.gone.is_none())
    }

    /// Notes that a finding was seen at a moment, to be there or to be gone. Moments are told in their order.
    pub fn note(&mut self, finding: FindingId, is_there: bool, at: DateTime<Utc>) {
        let new = Seen { first: at, since: at, gone: None };
        let seen = self.0.entry(finding).or_insert(new);
        match (is_there, seen.gone) {
            (true, Some(_)) => *seen = Seen { first: seen.first, ..new },
            (true, None) => {}
            (false, Some(_)) => {}
            (false, None) => seen.gone = Some(at),
        }
    }

    /// The findings that were there and are not in a report, in the order of their ids.
    #[must_use]
    pub fn missing_from(&self, report: &Report) -> Vec<FindingId> {
        let found: HashSet<_> = report.findings.iter().map(|finding| finding.id).collect();
        let there = self.0.iter().filter(|(_, seen)| seen.gone.is_none()).map(|(id, _)| *id);
        let mut missing: Vec<_> = there.filter(|id| !found.contains(id)).collect();
        missing.sort_unstable();
        missing
    }
}
