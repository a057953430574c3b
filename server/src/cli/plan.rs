//! Plans: carrying them out and saying what they do.

mod markdown;
mod text;
mod told;

use std::sync::Arc;

use clap::ValueEnum;
use serde_json::Value;

use super::{CliError, Format, Output};
use crate::app::{App, Plan, Write, WriteError};
use told::Told;

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

/// Says what a plan does, or did.
pub(super) fn print(done: &Done, format: PlanFormat, output: &Output) -> Result<(), CliError> {
    print_with("", done, format, output)
}

/// Says what a plan does, or did, after what else is to be said.
pub(super) fn print_with(said: &str, done: &Done, format: PlanFormat, output: &Output) -> Result<(), CliError> {
    let plan = serde_json::to_value(done.plan.published(done.revision))
        .map_err(|error| CliError::unavailable("the plan cannot be written as JSON", error))?;
    print_published(said, plan, format, output)
}

/// Says what a plan in its published shape does, whether a store made it or a server: all forms are made of that.
pub(super) fn print_published(
    said: &str,
    mut plan: Value,
    format: PlanFormat,
    output: &Output,
) -> Result<(), CliError> {
    let read = |plan| -> Result<Told, CliError> {
        serde_json::from_value(plan)
            .map_err(|error| CliError::unavailable("the plan that the server tells cannot be read", error))
    };
    match format {
        PlanFormat::Text => output.print(&format!("{said}{}", text::text(&read(plan)?)))?,
        PlanFormat::Markdown => output.print(&markdown::text(&read(plan)?))?,
        PlanFormat::Json => {
            if let (Value::Object(fields), false) = (&mut plan, said.is_empty()) {
                fields.insert("told".to_owned(), said.into());
            }
            output.json(&plan)?;
        }
    }
    Ok(())
}

/// What so many things do: one appears, several appear.
fn does(count: usize, verb: &str) -> String {
    if count == 1 { format!("{verb}s") } else { verb.to_owned() }
}

/// How many characters of a value are shown.
const SHOWN: usize = 60;

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
