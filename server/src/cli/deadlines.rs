//! `kept deadlines`: what ends, and what must be decided, by when.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use kept_engine::deadlines;
use kept_schema::{Day, Duration};
use serde_json::{Value, json};

use super::paint::{DIM, STRONG};
use super::{CliError, Format, Output, day_or_today, input};

/// How far ahead deadlines are told when nothing else is said.
const AHEAD: Duration = Duration::from_months(12);

/// What `kept deadlines` is told.
#[derive(Debug, Args)]
pub struct DeadlinesArgs {
    /// The first day [default: today]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// The last day [default: a year after the first]
    #[arg(long, value_name = "DAY")]
    pub until: Option<Day>,
    /// Documents to ask instead of the store: files, folders, or `-` for stdin
    #[arg(long, value_name = "FILE|DIR")]
    pub from: Vec<PathBuf>,
    /// How to write the answer
    #[cfg(not(feature = "server"))]
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// The register to ask when no documents are given.
    #[cfg(feature = "server")]
    #[command(flatten)]
    pub ask: super::ask::AskArgs,
}

impl DeadlinesArgs {
    /// How to write the answer.
    #[must_use]
    pub const fn format(&self) -> Format {
        #[cfg(feature = "server")]
        return self.ask.format;
        #[cfg(not(feature = "server"))]
        return self.format;
    }
}

pub(super) fn run(args: &DeadlinesArgs, output: &Output) -> Result<ExitCode, CliError> {
    let from = day_or_today(args.as_of)?;
    let until = args.until.unwrap_or_else(|| from.plus(AHEAD, 1));
    let found: Vec<Value> = match &args.from {
        #[cfg(feature = "server")]
        documents if documents.is_empty() => super::store::on_runtime(asked(&args.ask, from, until, output))?,
        documents => {
            let (register, _) = input::read_register(documents, output)?;
            let found = deadlines(&register, from, until).into_iter().map(|deadline| {
                json!({
                    "id": deadline.id, "kind": deadline.kind, "subject": deadline.subject.to_string(),
                    "dueOn": deadline.due_on, "owner": deadline.owner, "message": deadline.message,
                })
            });
            found.collect()
        }
    };
    match args.format() {
        Format::Json => output.json(&found)?,
        Format::Text => output.print(&text(&found, from, until))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// How many deadlines are asked for at a time.
#[cfg(feature = "server")]
const PAGE: usize = 500;

#[cfg(feature = "server")]
async fn asked(ask: &super::ask::AskArgs, from: Day, until: Day, output: &Output) -> Result<Vec<Value>, CliError> {
    let query = "query Deadlines($from: Date!, $until: Date!, $first: Int!, $after: String) {
            deadlines(from: $from, until: $until, first: $first, after: $after) {
                nodes { id kind subject { id } dueOn owner message } pageInfo { hasNextPage endCursor } } }";
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let variables = json!({ "from": from, "until": until, "first": PAGE, "after": after });
        let mut answer = ask.ask(query, &variables, output).await?;
        let nodes = answer.pointer_mut("/deadlines/nodes").map(Value::take).unwrap_or_default();
        found.extend(nodes.as_array().into_iter().flatten().cloned().map(|mut deadline| {
            let subject = deadline.pointer("/subject/id").cloned().unwrap_or_default();
            if let Some(fields) = deadline.as_object_mut() {
                fields.insert("subject".to_owned(), subject);
            }
            deadline
        }));
        after = answer.pointer("/deadlines/pageInfo/endCursor").cloned().unwrap_or_default();
        if answer.pointer("/deadlines/pageInfo/hasNextPage") != Some(&Value::Bool(true)) {
            return Ok(found);
        }
    }
}

fn text(found: &[Value], from: Day, until: Day) -> String {
    let word =
        |deadline: &Value, field: &str| deadline.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let lines = found.iter().map(|deadline| {
        let owner = word(deadline, "owner");
        let owner = if owner.is_empty() { owner } else { format!(" {DIM}({owner}){DIM:#}") };
        format!("{STRONG}{}{STRONG:#} {}{owner}\n", word(deadline, "dueOn"), word(deadline, "message"))
    });
    match found {
        [] => format!("Nothing ends and nothing must be decided from {from} until {until}.\n"),
        _ => lines.collect(),
    }
}
