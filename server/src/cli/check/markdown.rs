//! The report as Markdown, for a comment on a pull request.

use std::fmt::Write;

use kept_engine::{Finding, ForecastStep, Report};
use kept_schema::{Day, Verdict};

use super::known::{Count, Earlier, Known, all};
use crate::cli::markdown::{code, escaped};
use crate::cli::paint::{counted, severity_word, verdict_symbol, verdict_word};

/// How many findings are listed in a table; comments have a largest size.
const MOST: usize = 100;

/// The report as Markdown, as GitHub and GitLab read it.
pub(super) fn text(report: &Report, known: &Known<'_>, steps: &[ForecastStep]) -> String {
    let (mut failing, mut others, mut old, mut accepted) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (finding, day, is_to_come) in all(report, steps) {
        let list = match known.count(finding, day) {
            Count::Fails => &mut failing,
            Count::Below => &mut others,
            Count::Old => &mut old,
            Count::Accepted(_) => &mut accepted,
        };
        list.push((finding, is_to_come.then_some(day)));
    }
    let mut text = headline(report, failing.len(), known.baseline.is_some());
    if !report.complete {
        text.push_str("\n> **Incomplete**: a search stopped at its bound, so findings may be missing.\n");
    }
    promises(report, &mut text);
    table(&failing, known, &mut text);
    gone(report, known, &mut text);
    folded("less grave than what fails the check", &others, known, &mut text);
    folded("there before", &old, known, &mut text);
    folded("accepted", &accepted, known, &mut text);
    text
}

fn headline(report: &Report, failing: usize, only_new: bool) -> String {
    let new = if only_new { "new " } else { "" };
    let (symbol, what) = match failing {
        0 if report.complete => ("✅", format!("no {new}finding that counts")),
        0 => ("⚠️", format!("no {new}finding that counts so far")),
        1 => ("❌", format!("1 {new}finding that counts")),
        many => ("❌", format!("{many} {new}findings that count")),
    };
    let revision = if report.revision > 0 { format!(", revision {}", report.revision) } else { String::new() };
    format!("### {symbol} Kept: {what}\n\nOn {}{revision}.\n", report.as_of)
}

/// The promises that are not kept, and how many are.
fn promises(report: &Report, text: &mut String) {
    let kept = report.promises.iter().filter(|promise| promise.verdict == Verdict::Kept).count();
    let all = report.promises.len();
    if all == 0 {
        text.push_str("\nNo promise is in force.\n");
        return;
    }
    let _ = writeln!(text, "\n**{kept} of {} kept.**", counted(all, "promise"));
    for promise in report.promises.iter().filter(|promise| promise.verdict != Verdict::Kept) {
        let _ = writeln!(
            text,
            "- {} `{}` {}",
            verdict_symbol(promise.verdict),
            promise.promise,
            verdict_word(promise.verdict)
        );
    }
}

fn table(findings: &[(&Finding, Option<Day>)], known: &Known<'_>, text: &mut String) {
    if findings.is_empty() {
        return;
    }
    text.push_str("\n| | Severity | Rule | About | What |\n|---|---|---|---|---|\n");
    for (finding, from) in findings.iter().take(MOST) {
        let place = known
            .origin(finding)
            .map_or_else(String::new, |origin| format!("<br><sub>{}:{}</sub>", escaped(&origin.file), origin.line));
        let from = from.map_or_else(String::new, |day| format!("**From {day}:** "));
        let due = finding.due_on.map_or_else(String::new, |day| format!(" **Act by {day}.**"));
        let aspect = finding.aspect.map_or_else(String::new, |aspect| format!(" ({aspect})"));
        let _ = writeln!(
            text,
            "| {} {} | {} | `{}`{aspect} | `{}`{place} | {from}{}{due} |",
            verdict_symbol(finding.verdict),
            verdict_word(finding.verdict),
            severity_word(finding.severity),
            finding.rule,
            finding.subject,
            escaped(finding.message.english()),
        );
    }
    if findings.len() > MOST {
        let _ = writeln!(text, "\n… and {} more.", counted(findings.len() - MOST, "finding"));
    }
}

/// What was there before and is mended.
fn gone(report: &Report, known: &Known<'_>, text: &mut String) {
    let gone = known.baseline.as_ref().map(|baseline| baseline.gone(report)).unwrap_or_default();
    if gone.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n<details><summary>{} no longer there</summary>\n", counted(gone.len(), "finding"));
    for Earlier { rule, subject, message, .. } in gone.iter().take(MOST) {
        let _ = writeln!(text, "- `{}` `{}` {}", code(rule), code(subject), escaped(message));
    }
    if gone.len() > MOST {
        let _ = writeln!(text, "- … and {} more", counted(gone.len() - MOST, "finding"));
    }
    text.push_str("\n</details>\n");
}

fn folded(what: &str, findings: &[(&Finding, Option<Day>)], known: &Known<'_>, text: &mut String) {
    if !findings.is_empty() {
        let _ = writeln!(text, "\n<details><summary>{} {what}</summary>", counted(findings.len(), "finding"));
        table(findings, known, text);
        text.push_str("\n</details>\n");
    }
}
