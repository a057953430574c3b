//! What is known about findings besides what they say, and whether they make a check fail.

use std::collections::{BTreeMap, HashMap, HashSet};

use kept_engine::{Acceptances, Finding, FindingId, ForecastStep, Lives, Report, Severity, Verdict};
use kept_schema::document::{Origins, SourceFile};
use kept_schema::problem::Origin;
use kept_schema::{Acceptance, Assignment, Day, Problem, Problems};
use serde::Deserialize;

use super::FailOn;

/// What is known about findings besides what they say.
pub(super) struct Known<'a> {
    /// The risks that were accepted.
    pub(super) acceptances: Acceptances<'a>,
    /// Who sees to which finding.
    pub(super) assignments: HashMap<FindingId, &'a Assignment>,
    /// When they were seen; nothing for documents.
    pub(super) lives: Lives,
    /// Where their subjects are written.
    pub(super) origins: &'a Origins,
    /// The findings that were there before; `None` when nobody asked for new ones only.
    pub(super) baseline: Option<Baseline>,
    /// Which findings make the check fail.
    pub(super) fail_on: FailOn,
}

/// How a finding counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count<'a> {
    /// It makes the check fail.
    Fails,
    /// It is less than what makes the check fail.
    Below,
    /// It was there before, as bad as it is.
    Old,
    /// Someone accepted its risk.
    Accepted(&'a Acceptance),
}

impl<'a> Known<'a> {
    /// How a finding of a day counts.
    pub(super) fn count(&self, finding: &Finding, day: Day) -> Count<'a> {
        if let Some(acceptance) = self.acceptances.holding(finding, day) {
            Count::Accepted(acceptance)
        } else if self.baseline.as_ref().is_some_and(|baseline| baseline.has(finding)) {
            Count::Old
        } else if self.fail_on.is_met(finding.verdict, finding.severity) {
            Count::Fails
        } else {
            Count::Below
        }
    }

    /// Whether a finding is not in the baseline; `None` without one.
    pub(super) fn is_new(&self, finding: &Finding) -> Option<bool> {
        self.baseline.as_ref().map(|baseline| !baseline.has(finding))
    }

    /// Where what a finding is about is written.
    pub(super) fn origin(&self, finding: &Finding) -> Option<&'a Origin> {
        self.origins.get(&finding.subject)
    }
}

/// All findings: those of a report, then those that appear or are open again on days to come, each with its day and whether it is one to come.
pub(super) fn all<'r>(report: &'r Report, steps: &'r [ForecastStep]) -> impl Iterator<Item = (&'r Finding, Day, bool)> {
    let to_come = steps.iter().flat_map(|step| {
        let open = step.delta.appeared.iter().chain(&step.reopened);
        open.map(|finding| (finding, step.on, true))
    });
    report.findings.iter().map(|finding| (finding, report.as_of, false)).chain(to_come)
}

/// Findings that were there before.
#[derive(Clone, Debug, Default)]
pub(super) struct Baseline(BTreeMap<FindingId, Earlier>);

/// What is read of an earlier report in JSON.
#[derive(Deserialize)]
struct EarlierReport {
    findings: Vec<Earlier>,
}

/// A finding that was there before.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Earlier {
    id: FindingId,
    verdict: Verdict,
    severity: Severity,
    pub(super) rule: String,
    pub(super) subject: String,
    pub(super) message: String,
}

impl Baseline {
    /// The findings of a report that `kept check --format json` wrote.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn read(file: &SourceFile) -> Result<Self, Problems> {
        let earlier: EarlierReport = serde_json::from_slice(&file.bytes).map_err(|error| {
            let origin = u32::try_from(error.line()).ok().zip(u32::try_from(error.column()).ok());
            Problems::one(Problem {
                origin: origin.map(|(line, column)| Origin { file: file.name.as_str().into(), line, column }),
                path: "--baseline".to_owned(),
                message: format!("this is not a report that `kept check --format json` wrote: {error}"),
            })
        })?;
        Ok(Self(earlier.findings.into_iter().map(|finding| (finding.id, finding)).collect()))
    }

    /// The findings of a report.
    pub(super) fn of(report: &Report) -> Self {
        let earlier = |finding: &Finding| Earlier {
            id: finding.id,
            verdict: finding.verdict,
            severity: finding.severity,
            rule: finding.rule.code().to_owned(),
            subject: finding.subject.to_string(),
            message: finding.message.english().to_owned(),
        };
        Self(report.findings.iter().map(|finding| (finding.id, earlier(finding))).collect())
    }

    /// What is no longer there.
    pub(super) fn gone(&self, report: &Report) -> Vec<&Earlier> {
        let there: HashSet<FindingId> = report.findings.iter().map(|finding| finding.id).collect();
        self.0.values().filter(|earlier| !there.contains(&earlier.id)).collect()
    }

    /// Whether a finding is in it, and was no better then.
    fn has(&self, finding: &Finding) -> bool {
        let before = self.0.get(&finding.id);
        before.is_some_and(|before| finding.verdict <= before.verdict && finding.severity <= before.severity)
    }
}
