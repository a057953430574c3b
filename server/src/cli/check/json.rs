//! The report for programs, in its published shape.

use kept_engine::{Acceptances, Event, Finding, ForecastStep, PromiseVerdict, Report, Verdict};
use kept_schema::document::Origins;
use kept_schema::{Acceptance, Day, PromiseKey};
use serde::Serialize;

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
}

#[derive(Serialize)]
struct JsonVerdict<'a> {
    key: &'a PromiseKey,
    before: Option<Verdict>,
    after: Option<Verdict>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    /// OPEN, or ACCEPTED when someone accepted the risk.
    state: &'static str,
    /// The acceptance that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<&'a Acceptance>,
    /// Where the subject is written; null when it was not read from a file.
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    line: u32,
}

pub(super) fn report<'a>(
    report: &'a Report,
    acceptances: &Acceptances<'a>,
    origins: &'a Origins,
    steps: Option<&'a [ForecastStep]>,
) -> JsonReport<'a> {
    let source = |finding: &Finding| {
        let origin = origins.get(&finding.subject)?;
        Some(Source { file: &origin.file, line: origin.line })
    };
    let findings = |findings: &'a [Finding], day: Day| -> Vec<JsonFinding<'a>> {
        let told = |finding: &'a Finding| {
            let acceptance = acceptances.holding(finding, day);
            let state = if acceptance.is_some() { "ACCEPTED" } else { "OPEN" };
            JsonFinding { finding, state, acceptance, source: source(finding) }
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
        appeared: findings(&step.delta.appeared, step.on),
        disappeared: findings(&step.delta.disappeared, step.on.previous()),
    };
    JsonReport {
        as_of: report.as_of,
        revision: report.revision,
        complete: report.complete,
        promises: &report.promises,
        findings: findings(&report.findings, report.as_of),
        forecast: steps.map(|steps| steps.iter().map(step).collect()),
    }
}
