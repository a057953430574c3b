//! A plan as Markdown, for a comment on a pull request.

use std::fmt::Write;

use kept_engine::Finding;
use kept_schema::{Severity, Verdict};
use serde::Deserialize;
use serde_json::Value;

use super::{Done, kind};
use crate::cli::markdown::{code, escaped};
use crate::cli::paint::{counted, severity_word, verdict_symbol, verdict_word};

/// How many changes or findings are listed; comments have a largest size.
const MOST: usize = 100;

/// A plan as a store or a server tells it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    revision: Option<u64>,
    counts: Counts,
    changes: Vec<ToldChange>,
    findings_appeared: Vec<ToldFinding>,
    findings_disappeared: Vec<ToldFinding>,
    promise_verdicts: Vec<ToldPromise>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    created: usize,
    updated: usize,
    deleted: usize,
    findings_appeared: usize,
    findings_disappeared: usize,
}

#[derive(Debug, Deserialize)]
struct ToldChange {
    id: String,
    kind: String,
    fields: Vec<ToldField>,
}

#[derive(Debug, Deserialize)]
struct ToldField {
    field: String,
    before: Value,
    after: Value,
}

#[derive(Debug, Deserialize)]
struct ToldFinding {
    rule: String,
    verdict: Verdict,
    severity: Severity,
    message: String,
}

#[derive(Debug, Deserialize)]
struct ToldPromise {
    promise: Named,
    before: Option<Verdict>,
    after: Option<Verdict>,
}

#[derive(Debug, Deserialize)]
struct Named {
    key: String,
}

impl Told {
    pub(super) fn of(done: &Done) -> Self {
        let plan = &done.plan;
        let finding = |finding: &Finding| ToldFinding {
            rule: finding.rule.to_string(),
            verdict: finding.verdict,
            severity: finding.severity,
            message: finding.message.clone(),
        };
        let (created, updated, deleted) = crate::app::count(&plan.changes);
        Self {
            revision: done.revision,
            counts: Counts {
                created,
                updated,
                deleted,
                findings_appeared: plan.delta.appeared.len(),
                findings_disappeared: plan.delta.disappeared.len(),
            },
            changes: plan
                .changes
                .iter()
                .map(|change| ToldChange {
                    id: change.id.to_string(),
                    kind: kind(change).to_owned(),
                    fields: change
                        .fields()
                        .into_iter()
                        .map(|field| ToldField { field: field.field, before: field.before, after: field.after })
                        .collect(),
                })
                .collect(),
            findings_appeared: plan.delta.appeared.iter().map(finding).collect(),
            findings_disappeared: plan.delta.disappeared.iter().map(finding).collect(),
            promise_verdicts: plan
                .delta
                .promises
                .iter()
                .map(|(key, before, after)| ToldPromise {
                    promise: Named { key: key.to_string() },
                    before: *before,
                    after: *after,
                })
                .collect(),
        }
    }
}

/// The plan as Markdown, as GitHub and GitLab read it: what becomes of promises first.
pub(crate) fn text(told: &Told) -> String {
    let Counts { created, updated, deleted, findings_appeared, findings_disappeared } = told.counts;
    if created + updated + deleted == 0 {
        return "### ✅ Kept: nothing to change\n\nThe register says this already.\n".to_owned();
    }
    let worse = told.promise_verdicts.iter().filter(|promise| promise.after > promise.before).count();
    let head = match (worse, findings_appeared, findings_disappeared) {
        (0, 0, 0) => "✅ Kept: no promise and no finding changes".to_owned(),
        (0, 0, gone) => format!("✅ Kept: {} disappear", counted(gone, "finding")),
        (0, new, _) => format!("⚠️ Kept: {} appear", counted(new, "finding")),
        (worse, ..) => format!("❌ Kept: {} kept worse than before", counted(worse, "promise")),
    };
    // Writing to a string does not fail, here and below.
    let mut text = format!("### {head}\n");
    if !told.promise_verdicts.is_empty() {
        text.push_str("\n| Promise | before | after |\n|---|---|---|\n");
        let word = |verdict: Option<Verdict>| {
            verdict.map_or_else(
                || "not in force".to_owned(),
                |verdict| format!("{} {}", verdict_symbol(verdict), verdict_word(verdict)),
            )
        };
        for ToldPromise { promise, before, after } in told.promise_verdicts.iter().take(MOST) {
            let _ = writeln!(text, "| `{}` | {} | {} |", code(&promise.key), word(*before), word(*after));
        }
        rest(told.promise_verdicts.len(), "promise", &mut text);
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
    let Counts { created, updated, deleted, .. } = told.counts;
    let _ = writeln!(text, "\n<details><summary>{created} added, {updated} changed, {deleted} removed</summary>\n");
    for ToldChange { id, kind, fields } in told.changes.iter().take(MOST) {
        let sign = match kind.as_str() {
            "CREATE" => "added",
            "DELETE" => "removed",
            _ => "changed",
        };
        let _ = writeln!(text, "- {sign} `{}`", code(id));
        for ToldField { field, before, after } in fields.iter().filter(|_| kind == "UPDATE") {
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
