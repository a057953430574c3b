//! The report for programs, in its published shape.

use kept_engine::{Finding, PromiseVerdict, Report};
use kept_schema::Day;
use kept_schema::document::Origins;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonReport<'a> {
    as_of: Day,
    revision: u64,
    complete: bool,
    promises: &'a [PromiseVerdict],
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    /// Where the subject is written; null when it was not read from a file.
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    line: u32,
}

pub(super) fn report<'a>(report: &'a Report, origins: &'a Origins) -> JsonReport<'a> {
    let source = |finding: &Finding| {
        let origin = origins.get(&finding.subject)?;
        Some(Source { file: &origin.file, line: origin.line })
    };
    JsonReport {
        as_of: report.as_of,
        revision: report.revision,
        complete: report.complete,
        promises: &report.promises,
        findings: report.findings.iter().map(|finding| JsonFinding { finding, source: source(finding) }).collect(),
    }
}
