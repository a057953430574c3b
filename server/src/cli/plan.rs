//! Plans: carrying them out and saying what they do.

pub(super) mod markdown;

use std::fmt::Write as _;
use std::sync::Arc;

use clap::ValueEnum;
use kept_engine::{Finding, Verdict};
use kept_schema::Change;
use serde::Serialize;
use serde_json::Value;

use super::paint::{BROKEN, DIM, KEPT, STRONG, UNPROVEN, counted, verdict_style, verdict_symbol, verdict_word};
use super::{CliError, Format, Output};
use crate::app::{App, Plan, Write, WriteError, count};

/// How many changes and findings are said one by one.
const SAID: usize = 40;
/// How many characters of a value are shown.
const SHOWN: usize = 60;

/// How a plan is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: the published shape.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

impl PlanFormat {
    /// How what is wrong with the input is written.
    #[must_use]
    pub const fn of_problems(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::Text | Self::Markdown => Format::Text,
        }
    }
}

/// A plan, and whether it was carried out.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) plan: Arc<Plan>,
    /// The revision it made; `None` when it was only planned.
    pub(super) revision: Option<u64>,
}

/// Carries a write out, or only plans it.
pub(super) async fn carry_out(app: &Arc<App>, write: Write, dry_run: bool) -> Result<Done, WriteError> {
    if dry_run {
        let (_, planned) = app.plan(write.edits, &write.expected).await?;
        return Ok(Done { plan: Arc::new(planned.plan), revision: None });
    }
    let written = app.write(write).await?;
    Ok(Done { plan: written.plan, revision: Some(written.revision) })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonPlan<'a> {
    dry_run: bool,
    revision: Option<u64>,
    changes: Vec<JsonChange>,
    findings_appeared: &'a [Finding],
    findings_disappeared: &'a [Finding],
    promises: Vec<Value>,
}

#[derive(Serialize)]
struct JsonChange {
    id: String,
    kind: &'static str,
    fields: Vec<kept_schema::FieldChange>,
}

const fn kind(change: &Change) -> &'static str {
    match (&change.before, &change.after) {
        (None, _) => "CREATE",
        (_, None) => "DELETE",
        _ => "UPDATE",
    }
}

/// Says what a plan does, or did.
pub(super) fn print(done: &Done, format: PlanFormat, output: &Output) -> Result<(), CliError> {
    let plan = &done.plan;
    match format {
        PlanFormat::Text => return Ok(output.print(&text(plan, done.revision))?),
        PlanFormat::Markdown => return Ok(output.print(&markdown::text(&markdown::Told::of(done)))?),
        PlanFormat::Json => {}
    }
    let change =
        |change: &Change| JsonChange { id: change.id.to_string(), kind: kind(change), fields: change.fields() };
    let promises = plan.delta.promises.iter();
    Ok(output.json(&JsonPlan {
        dry_run: done.revision.is_none(),
        revision: done.revision,
        changes: plan.changes.iter().map(change).collect(),
        findings_appeared: &plan.delta.appeared,
        findings_disappeared: &plan.delta.disappeared,
        promises: promises
            .map(|(key, before, after)| serde_json::json!({ "key": key, "before": before, "after": after }))
            .collect(),
    })?)
}

fn text(plan: &Plan, revision: Option<u64>) -> String {
    let mut text = String::new();
    if plan.changes.is_empty() {
        return "Nothing to change: the register says this already.\n".to_owned();
    }
    for change in plan.changes.iter().take(SAID) {
        say_change(change, &mut text);
    }
    say_rest(plan.changes.len(), "changes", &mut text);
    let delta = &plan.delta;
    for (title, findings) in
        [("Findings that appear", &delta.appeared), ("Findings that disappear", &delta.disappeared)]
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
    for (promise, before, after) in &delta.promises {
        let word = |verdict: &Option<Verdict>| verdict.map_or("not in force", verdict_word);
        let _ = writeln!(text, "  promise {promise}: {} → {}", word(before), word(after));
    }
    let (added, changed, removed) = count(&plan.changes);
    let _ = writeln!(
        text,
        "\n{STRONG}{added} added, {changed} changed, {removed} removed{STRONG:#}; {} appear, {} disappear",
        counted(delta.appeared.len(), "finding"),
        delta.disappeared.len(),
    );
    let _ = match revision {
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

fn say_change(change: &Change, text: &mut String) {
    let (style, sign) = match kind(change) {
        "CREATE" => (KEPT, '+'),
        "DELETE" => (BROKEN, '-'),
        _ => (UNPROVEN, '~'),
    };
    let _ = writeln!(text, "{style}{sign}{style:#} {}", change.id);
    if change.before.is_some() && change.after.is_some() {
        for field in change.fields() {
            let _ = writeln!(text, "    {}: {} → {}", field.field, shown(&field.before), shown(&field.after));
        }
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => "not recorded".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
