//! What is different between two reports.

use std::collections::BTreeMap;

use kept_schema::PromiseKey;
use serde::Serialize;

use crate::{Finding, Report, Verdict};

/// What is different between two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportDelta {
    /// Findings of the second report that the first does not have as they are, in its order.
    pub appeared: Vec<Finding>,
    /// Findings of the first report that the second does not have as they are, in its order.
    pub disappeared: Vec<Finding>,
    /// Promises whose verdict is another one, by key: before and after, `None` when not in force.
    pub promises: Vec<(PromiseKey, Option<Verdict>, Option<Verdict>)>,
}

impl ReportDelta {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.appeared.is_empty() && self.disappeared.is_empty() && self.promises.is_empty()
    }
}

/// What is different in `after`. Findings are the same when their id, verdict and severity are.
#[must_use]
pub fn diff(before: &Report, after: &Report) -> ReportDelta {
    let appeared = missing_from(&after.findings, &before.findings);
    let disappeared = missing_from(&before.findings, &after.findings);
    let mut promises: BTreeMap<&PromiseKey, (Option<Verdict>, Option<Verdict>)> = BTreeMap::new();
    for promise in &before.promises {
        promises.entry(&promise.promise).or_default().0 = Some(promise.verdict);
    }
    for promise in &after.promises {
        promises.entry(&promise.promise).or_default().1 = Some(promise.verdict);
    }
    let promises = promises
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(promise, (before, after))| (promise.clone(), before, after))
        .collect();
    ReportDelta { appeared, disappeared, promises }
}

fn missing_from(findings: &[Finding], others: &[Finding]) -> Vec<Finding> {
    let others: BTreeMap<_, _> =
        others.iter().map(|finding| (finding.id, (finding.verdict, finding.severity))).collect();
    findings
        .iter()
        .filter(|finding| others.get(&finding.id) != Some(&(finding.verdict, finding.severity)))
        .cloned()
        .collect()
}
