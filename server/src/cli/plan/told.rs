//! A plan as it is read of its published shape, for saying it to people.

use kept_schema::{Severity, Verdict};
use serde::Deserialize;
use serde_json::Value;

use crate::app::PlanCounts;

/// A plan as a store or a server tells it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Told {
    pub(super) revision: Option<u64>,
    pub(super) counts: PlanCounts,
    pub(super) changes: Vec<ToldChange>,
    pub(super) findings_appeared: Vec<ToldFinding>,
    pub(super) findings_disappeared: Vec<ToldFinding>,
    pub(super) promises: Vec<ToldPromise>,
}

/// A record that changes.
#[derive(Debug, Deserialize)]
pub(super) struct ToldChange {
    pub(super) id: String,
    pub(super) kind: ChangeKind,
    pub(super) fields: Vec<ToldField>,
}

/// What happens to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum ChangeKind {
    Create,
    Update,
    Delete,
}

/// A field that changes.
#[derive(Debug, Deserialize)]
pub(super) struct ToldField {
    pub(super) field: String,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// A finding that appears or disappears.
#[derive(Debug, Deserialize)]
pub(super) struct ToldFinding {
    pub(super) rule: String,
    pub(super) verdict: Verdict,
    pub(super) severity: Severity,
    pub(super) message: String,
}

/// A promise whose verdict changes.
#[derive(Debug, Deserialize)]
pub(super) struct ToldPromise {
    pub(super) key: String,
    pub(super) before: Option<Verdict>,
    pub(super) after: Option<Verdict>,
}
