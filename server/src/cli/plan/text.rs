//! A plan as text, for people at a terminal.

use std::fmt::Write;

use kept_schema::Verdict;

use super::told::{ChangeKind, Told, ToldChange, ToldField};
use super::{does, shown};
use crate::app::PlanCounts;
use crate::cli::paint::{BROKEN, DIM, KEPT, STRONG, UNPROVEN, counted, verdict_style, verdict_symbol, verdict_word};

/// How many changes and findings are said one by one.
const SAID: usize = 40;

/// The plan as text: what changes first, then what that does.
pub(super) fn text(told: &Told) -> String {
    let PlanCounts { created, updated, deleted, findings_appeared, findings_disappeared, .. } = told.counts;
    if created + updated + deleted == 0 {
        return "Nothing to change: the register says this already.\n".to_owned();
    }
    let mut text = String::new();
    for change in told.changes.iter().take(SAID) {
        say_change(change, &mut text);
    }
    say_rest(told.changes.len(), "changes", &mut text);
    for (title, findings) in
        [("Findings that appear", &told.findings_appeared), ("Findings that disappear", &told.findings_disappeared)]
    {
        if findings.is_empty() {
            continue;
        }
        // Writing to a string does not fail, here and below.
        let _ = writeln!(text, "\n{STRONG}{title}{STRONG:#}");
        for finding in findings.iter().take(SAID) {
            let style = verdict_style(finding.verdict);
            let _ = writeln!(
                text,
                "  {style}{}{style:#} {} {DIM}{}{DIM:#}",
                verdict_symbol(finding.verdict),
                finding.message,
                finding.rule
            );
        }
        say_rest(findings.len(), "findings", &mut text);
    }
    for promise in &told.promises {
        let word = |verdict: Option<Verdict>| verdict.map_or("not in force", verdict_word);
        let _ = writeln!(text, "  promise {}: {} → {}", promise.key, word(promise.before), word(promise.after));
    }
    let _ = writeln!(
        text,
        "\n{STRONG}{created} added, {updated} changed, {deleted} removed{STRONG:#}; {} {}, {findings_disappeared} {}",
        counted(findings_appeared, "finding"),
        does(findings_appeared, "appear"),
        does(findings_disappeared, "disappear"),
    );
    let _ = match told.revision {
        Some(revision) => writeln!(text, "Done: the register is at revision {revision}."),
        None => writeln!(text, "This was a dry run: nothing was changed."),
    };
    text
}

fn say_rest(all: usize, what: &str, text: &mut String) {
    if all > SAID {
        let _ = writeln!(text, "  {DIM}… and {} more {what}; --format json lists all{DIM:#}", all - SAID);
    }
}

fn say_change(ToldChange { id, kind, fields }: &ToldChange, text: &mut String) {
    let (style, sign) = match kind {
        ChangeKind::Create => (KEPT, '+'),
        ChangeKind::Delete => (BROKEN, '-'),
        ChangeKind::Update => (UNPROVEN, '~'),
    };
    let _ = writeln!(text, "{style}{sign}{style:#} {id}");
    for ToldField { field, before, after } in fields.iter().filter(|_| *kind == ChangeKind::Update) {
        let _ = writeln!(text, "    {field}: {} → {}", shown(before), shown(after));
    }
}
