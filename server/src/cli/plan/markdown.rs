//! A plan as Markdown, for a comment on a pull request.

use std::fmt::Write;

use kept_schema::Verdict;
use serde_json::Value;

use super::does;
use super::told::{ChangeKind, Told, ToldChange, ToldField, ToldFinding, ToldPromise};
use crate::app::PlanCounts;
use crate::cli::markdown::{code, escaped};
use crate::cli::paint::{counted, severity_word, verdict_symbol, verdict_word};

/// How many changes or findings are listed; comments have a largest size.
const MOST: usize = 100;

/// The plan as Markdown, as GitHub and GitLab read it: what becomes of promises first.
pub(super) fn text(told: &Told) -> String {
    let PlanCounts { created, updated, deleted, findings_appeared, findings_disappeared, .. } = told.counts;
    if created + updated + deleted == 0 {
        return "### ✅ Kept: nothing to change\n\nThe register says this already.\n".to_owned();
    }
    let worse = told.promises.iter().filter(|promise| promise.after > promise.before).count();
    let head = match (worse, findings_appeared, findings_disappeared) {
        (0, 0, 0) => "✅ Kept: no promise and no finding changes".to_owned(),
        (0, 0, gone) => format!("✅ Kept: {} {}", counted(gone, "finding"), does(gone, "disappear")),
        (0, new, _) => format!("⚠️ Kept: {} {}", counted(new, "finding"), does(new, "appear")),
        (worse, ..) => format!("❌ Kept: {} kept worse than before", counted(worse, "promise")),
    };
    // Writing to a string does not fail, here and below.
    let mut text = format!("### {head}\n");
    if !told.promises.is_empty() {
        text.push_str("\n| Promise | before | after |\n|---|---|---|\n");
        let word = |verdict: Option<Verdict>| {
            verdict.map_or_else(
                || "not in force".to_owned(),
                |verdict| format!("{} {}", verdict_symbol(verdict), verdict_word(verdict)),
            )
        };
        for ToldPromise { key, before, after } in told.promises.iter().take(MOST) {
            let _ = writeln!(text, "| `{}` | {} | {} |", code(key), word(*before), word(*after));
        }
        rest(told.promises.len(), "promise", &mut text);
    }
    findings("Findings that appear", findings_appeared, &told.findings_appeared, &mut text);
    findings("Findings that disappear", findings_disappeared, &told.findings_disappeared, &mut text);
    changes(told, &mut text);
    let _ = match told.revision {
        Some(revision) => writeln!(text, "\nDone: the register is at revision {revision}."),
        None => writeln!(text, "\nThis was a dry run: nothing was changed."),
    };
    text
}

fn findings(title: &str, count: usize, findings: &[ToldFinding], text: &mut String) {
    if count == 0 {
        return;
    }
    let _ = writeln!(text, "\n**{title}: {count}**\n\n| | Severity | Rule | What |\n|---|---|---|---|");
    for ToldFinding { rule, verdict, severity, message } in findings.iter().take(MOST) {
        let _ = writeln!(
            text,
            "| {} {} | {} | `{}` | {} |",
            verdict_symbol(*verdict),
            verdict_word(*verdict),
            severity_word(*severity),
            code(rule),
            escaped(message)
        );
    }
    rest(count, "finding", text);
}

fn changes(told: &Told, text: &mut String) {
    let PlanCounts { created, updated, deleted, .. } = told.counts;
    let _ = writeln!(text, "\n<details><summary>{created} added, {updated} changed, {deleted} removed</summary>\n");
    for ToldChange { id, kind, fields } in told.changes.iter().take(MOST) {
        let sign = match kind {
            ChangeKind::Create => "added",
            ChangeKind::Delete => "removed",
            ChangeKind::Update => "changed",
        };
        let _ = writeln!(text, "- {sign} `{}`", code(id));
        for ToldField { field, before, after } in fields.iter().filter(|_| *kind == ChangeKind::Update) {
            let _ = writeln!(text, "  - `{}`: {} → {}", code(field), shown(before), shown(after));
        }
    }
    rest(created + updated + deleted, "change", text);
    text.push_str("\n</details>\n");
}

fn shown(value: &Value) -> String {
    escaped(&super::shown(value))
}

fn rest(all: usize, what: &str, text: &mut String) {
    if all > MOST {
        let _ = writeln!(text, "\n… and {} more.", counted(all - MOST, what));
    }
}
