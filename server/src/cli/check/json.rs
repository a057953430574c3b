//! The report for programs, in its published shape.

use chrono::{DateTime, Utc};
use kept_engine::{Event, Finding, ForecastStep, PromiseVerdict, Report, Verdict};
use kept_schema::{Acceptance, Assignment, Day, PromiseKey};
use serde::Serialize;

use super::known::Known;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonReport<'a> {
    as_of: Day,
    revision: u64,
    complete: bool,
    promises: &'a [PromiseVerdict],
    findings: Vec<JsonFinding<'a>>,
    /// The days on which something will change; only when they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast: Option<Vec<JsonStep<'a>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonStep<'a> {
    on: Day,
    act_by: Day,
    causes: &'a [Event],
    promises: Vec<JsonVerdict<'a>>,
    appeared: Vec<JsonFinding<'a>>,
    disappeared: Vec<JsonFinding<'a>>,
    /// Findings that stay as they are and are no longer accepted.
    reopened: Vec<JsonFinding<'a>>,
    /// Findings that stay as they are and begin to be accepted.
    accepted: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonVerdict<'a> {
    key: &'a PromiseKey,
    before: Option<Verdict>,
    after: Option<Verdict>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonFinding<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    /// OPEN, or ACCEPTED when someone accepted the risk.
    state: &'static str,
    /// The acceptance that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<&'a Acceptance>,
    /// Who sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<&'a Assignment>,
    /// When it was first seen in the store, and since when it is there without a break; absent for documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seen: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_since: Option<DateTime<Utc>>,
    /// When it was seen to be gone; only when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seen: Option<DateTime<Utc>>,
    /// NEW, or UNCHANGED when it was there before; only when that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    /// The last day on which acting on what brings it still helps; only of what appears or is open again in a forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    act_by: Option<Day>,
    /// Where the subject is written; null when it was not read from a file.
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    line: u32,
}

pub(super) fn report<'a>(report: &'a Report, known: &Known<'a>, steps: Option<&'a [ForecastStep]>) -> JsonReport<'a> {
    let source = |finding: &Finding| {
        let origin = known.origins.get(&finding.subject)?;
        Some(Source { file: &origin.file, line: origin.line })
    };
    let findings = |findings: &'a [Finding], day: Day, step: Option<&'a ForecastStep>| -> Vec<JsonFinding<'a>> {
        let told = |finding: &'a Finding| {
            let acceptance = known.acceptances.holding(finding, day);
            let seen = known.lives.of(finding.id);
            let state = if acceptance.is_some() { "ACCEPTED" } else { "OPEN" };
            JsonFinding {
                finding,
                state,
                acceptance,
                assignment: known.assignments.get(&finding.id).copied(),
                first_seen: seen.map(|seen| seen.first),
                seen_since: seen.map(|seen| seen.since),
                last_seen: seen.and_then(|seen| seen.gone),
                baseline_state: known.is_new(finding).map(|is_new| if is_new { "NEW" } else { "UNCHANGED" }),
                act_by: step.map(|step| step.act_by_of(finding)),
                source: source(finding),
            }
        };
        findings.iter().map(told).collect()
    };
    let verdict = |(key, before, after): &'a (PromiseKey, Option<Verdict>, Option<Verdict>)| JsonVerdict {
        key,
        before: *before,
        after: *after,
    };
    let step = |step: &'a ForecastStep| JsonStep {
        on: step.on,
        act_by: step.act_by,
        causes: &step.causes,
        promises: step.delta.promises.iter().map(verdict).collect(),
        appeared: findings(&step.delta.appeared, step.on, Some(step)),
        disappeared: findings(&step.delta.disappeared, step.on.previous(), None),
        reopened: findings(&step.reopened, step.on, Some(step)),
        accepted: findings(&step.accepted, step.on, None),
    };
    JsonReport {
        as_of: report.as_of,
        revision: report.revision,
        complete: report.complete,
        promises: &report.promises,
        findings: findings(&report.findings, report.as_of, None),
        forecast: steps.map(|steps| steps.iter().map(step).collect()),
    }
}
